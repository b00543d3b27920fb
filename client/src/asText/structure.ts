import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Mark, readTranscript, type TranscriptStructure } from '../../../server/src/shared/transcriptProtocol';
import { transcriptLanguage } from './address';
import { completeHeadings } from './headings';
import { watchTranscripts } from './watch';

/** Shows what is wrong with transcripts, their outline, and what can be folded, and completes their headings. */
export function showTranscripts(client: BaseLanguageClient): vscode.Disposable {
  const faults = vscode.languages.createDiagnosticCollection('exemplar-transcript');
  const known = new Map<string, { readonly version: number; readonly read: Promise<TranscriptStructure | null> }>();
  /** What the server reads in a document, asked for once for all who want it. */
  const readOnce = (document: vscode.TextDocument): Promise<TranscriptStructure | null> => {
    const key = document.uri.toString();
    const { version } = document;
    const last = known.get(key);
    if (last?.version === version) return last.read;
    const read = client.sendRequest(readTranscript, { text: document.getText() });
    known.set(key, { version, read });
    // Who asks after a failure asks anew.
    read.catch(() => known.get(key)?.read === read && known.delete(key));
    return read;
  };
  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const read = await readOnce(document);
    if (!read || document.isClosed || document.version !== version) return;
    faults.set(
      document.uri,
      read.faults.map(({ line, start, end, message }) =>
        Object.assign(new vscode.Diagnostic(new vscode.Range(line, start, line, end), message), { source: 'Exemplar', code: 'transcript' }),
      ),
    );
  };
  const marksOf = async (document: vscode.TextDocument): Promise<readonly Mark[]> => (await readOnce(document))?.marks ?? [];
  const leave = ({ uri }: vscode.TextDocument): void => {
    known.delete(uri.toString());
    faults.delete(uri);
  };
  const selector = { language: transcriptLanguage };
  return vscode.Disposable.from(
    faults,
    watchTranscripts(client, { look: check, leave, name: 'checking a transcript' }),
    completeHeadings(selector, marksOf),
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async (document) => (await marksOf(document)).map(({ line, end }) => new vscode.FoldingRange(line, end)),
    }),
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: async (document) => symbolsOf(document, await marksOf(document)),
    }),
  );
}

const kinds: Readonly<Record<Mark['kind'], vscode.SymbolKind>> = {
  example: vscode.SymbolKind.Class,
  section: vscode.SymbolKind.Field,
  message: vscode.SymbolKind.String,
  fence: vscode.SymbolKind.Object,
};

/** The parts as a tree; a message shows how it begins. */
function symbolsOf(document: vscode.TextDocument, marks: readonly Mark[]): vscode.DocumentSymbol[] {
  const roots: vscode.DocumentSymbol[] = [];
  const open: vscode.DocumentSymbol[] = [];
  for (const { kind, label, line, end } of marks) {
    const whole = new vscode.Range(line, 0, end, document.lineAt(end).text.length);
    const name = kind === 'example' ? `${label} ${roots.length + 1}` : label || kind;
    const symbol = new vscode.DocumentSymbol(name, beginning(document, line, end, kind), kinds[kind], whole, document.lineAt(line).range);
    while (open.length > 0 && !open.at(-1)?.range.contains(whole)) open.pop();
    (open.at(-1)?.children ?? roots).push(symbol);
    open.push(symbol);
  }
  return roots;
}

const longestBeginning = 60;

function beginning(document: vscode.TextDocument, line: number, end: number, kind: Mark['kind']): string {
  if (kind === 'example') return '';
  for (let at = line + 1; at <= end; at++) {
    const text = document.lineAt(at).text.trim();
    if (text !== '' && !/^(?:[\w$.[\]"]+:(?: |$)|={3,} |~~~)/.test(text)) return text.slice(0, longestBeginning);
  }
  return '';
}
