import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { convertText } from '../../../server/src/shared/convertProtocol';
import { trainingFiles } from '../trainingFiles';

const exampleKind = vscode.DocumentDropOrPasteEditKind.Text.append('exemplar', 'example');
const escapedKind = vscode.DocumentDropOrPasteEditKind.Text.append('exemplar', 'escaped');

/** Longer texts are converted by the command, which shows what it does and can be cancelled. */
const longestPaste = 200_000;

/**
 * Offers how plain text may be pasted into a training file: as an example on a line of its own, and escaped within a string,
 * where a line break as such would tear the line apart.
 */
export function offerOnPaste(client: BaseLanguageClient): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider(
    trainingFiles,
    {
      async provideDocumentPasteEdits(document, [range, ...others], dataTransfer, _context, token) {
        const text = await dataTransfer.get('text/plain')?.asString();
        if (!text?.trim() || !range || others.length > 0 || text.length > longestPaste || isRecords(text)) return [];
        const before = document.lineAt(range.start).text.slice(0, range.start.character);
        if (isInString(before)) return needsEscapes(text) ? [escaped(text)] : [];
        const after = document.lineAt(range.end).text.slice(range.end.character);
        return before.trim() === '' && after.trim() === '' ? await asExample(client, document, text, token) : [];
      },
    },
    { providedPasteEditKinds: [exampleKind, escapedKind], pasteMimeTypes: ['text/plain'] },
  );
}

function escaped(text: string): vscode.DocumentPasteEdit {
  const body = JSON.stringify(text.replace(/\r\n?/g, '\n')).slice(1, -1);
  const edit = new vscode.DocumentPasteEdit(snippetOf(body), 'Paste Escaped for JSON', escapedKind);
  // A line break tears the line apart for certain; quotes may be meant as JSON.
  if (!/[\r\n]/.test(text)) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  return edit;
}

async function asExample(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  text: string,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentPasteEdit[]> {
  const offers = await client.sendRequest(convertText, { text, destination: document.uri.toString() }, token);
  const best = offers.find(({ lines, needsPrompt }) => lines.length > 0 && !needsPrompt);
  if (!best || best.id.startsWith('passage')) return [];
  const count = best.lines.length;
  const title = count === 1 ? 'Paste as Training Example' : `Paste as ${count} Training Examples`;
  const lineBreak = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const edit = new vscode.DocumentPasteEdit(snippetOf(best.lines.join(lineBreak)), title, exampleKind);
  edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  return [edit];
}

// As a snippet without places to fill in, because plain text would be indented and joined to the clipboard's own ending.
function snippetOf(text: string): vscode.SnippetString {
  return new vscode.SnippetString().appendText(text);
}

function isRecords(text: string): boolean {
  return text
    .trim()
    .split(/\r?\n/, 20)
    .every((line) => /^\s*(?:[{[].*[}\]],?)?\s*$/.test(line));
}

/** Whether the end of this beginning of a line stands within a string. */
function isInString(before: string): boolean {
  return (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

function needsEscapes(text: string): boolean {
  return JSON.stringify(text).length > text.length + 2;
}
