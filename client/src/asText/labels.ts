import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { labelTranscript } from '../../../server/src/shared/transcriptProtocol';
import { transcriptLanguage } from './address';
import type { TrainingFileOf } from './findings';

/** Shows in transcripts, behind the headings of messages, how many tokens each has and what is not learnt. */
export function showTranscriptLabels(
  client: BaseLanguageClient,
  choicesChanged: vscode.Event<string>,
  fileOf: TrainingFileOf,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: async (document, { start, end }, token) => {
      const uri = fileOf(document.uri)?.toString();
      if (uri === undefined) return [];
      const asked = { text: document.getText(), uri, first: start.line, last: end.line };
      const labels = await client.sendRequest(labelTranscript, asked, token);
      return labels.map(({ line, character, label }) =>
        Object.assign(new vscode.InlayHint(new vscode.Position(line, character), label), { paddingLeft: true }),
      );
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerInlayHintsProvider({ language: transcriptLanguage }, provider),
    choicesChanged(() => changed.fire()),
    changed,
  );
}
