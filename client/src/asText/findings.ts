import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { checkTranscript, mendTranscript } from '../../../server/src/shared/transcriptProtocol';
import { transcriptLanguage } from './address';
import { watchTranscripts } from './watch';

/** The training file whose target and settings hold for a transcript: that of its lines, or itself; undefined where it is not known any more. */
export type TrainingFileOf = (uri: vscode.Uri) => vscode.Uri | undefined;

/** Shows in transcripts what is wrong with their examples while they are edited, as their lines will show it, and offers the same fixes. */
export function showTranscriptFindings(
  client: BaseLanguageClient,
  choicesChanged: vscode.Event<string>,
  fileOf: TrainingFileOf,
): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('exemplar-transcript-findings');
  const watch = watchTranscripts(client, {
    name: 'looking for findings in a transcript',
    look: async (document, token) => {
      const uri = fileOf(document.uri)?.toString();
      const { version } = document;
      const found = uri === undefined ? [] : await client.sendRequest(checkTranscript, { text: document.getText(), uri }, token);
      const diagnostics = await client.protocol2CodeConverter.asDiagnostics([...found], token);
      if (!document.isClosed && document.version === version) shown.set(document.uri, diagnostics);
    },
    leave: ({ uri }) => shown.delete(uri),
  });
  const fixes: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, _context, token) => {
      const uri = fileOf(document.uri)?.toString();
      if (uri === undefined || !(shown.get(document.uri) ?? []).some((each) => each.range.intersection(range))) return [];
      const { version } = document;
      const lines = { first: range.start.line, last: range.end.line };
      const found = await client.sendRequest(mendTranscript, { text: document.getText(), uri, ...lines }, token);
      if (document.version !== version) return [];
      return found.map(({ title, isSafe, diagnostic, edit }) => {
        const change = new vscode.WorkspaceEdit();
        change.replace(document.uri, client.protocol2CodeConverter.asRange(edit.range), edit.newText);
        return Object.assign(new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix), {
          diagnostics: [client.protocol2CodeConverter.asDiagnostic(diagnostic)],
          edit: change,
          isPreferred: isSafe,
        });
      });
    },
  };
  return vscode.Disposable.from(
    shown,
    watch,
    choicesChanged((changed) => watch.again(({ uri }) => fileOf(uri)?.toString() === changed)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      watch.again(({ uri }) => event.affectsConfiguration('exemplar', fileOf(uri)));
    }),
    vscode.languages.registerCodeActionsProvider({ language: transcriptLanguage }, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}
