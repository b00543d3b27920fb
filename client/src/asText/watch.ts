import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { transcriptLanguage } from './address';

// Typing goes on between keys; what is shown may come a moment later.
const pause = 300;

/** Looks at transcripts that are open: at once when they are opened, and a moment after they changed. */
export interface TranscriptWatch extends vscode.Disposable {
  /** Looks again at those for which something else has changed. */
  readonly again: (isMeant: (document: vscode.TextDocument) => boolean) => void;
}

/** What is done with a transcript; the token is cancelled when there is something newer to look at. */
export interface TranscriptLook {
  readonly look: (document: vscode.TextDocument, token: vscode.CancellationToken) => Promise<void>;
  readonly leave: (document: vscode.TextDocument) => void;
  /** For the log, when looking fails. */
  readonly name: string;
}

/** Watches the transcripts that are open now and later. */
export function watchTranscripts(client: BaseLanguageClient, { look, leave, name }: TranscriptLook): TranscriptWatch {
  const waiting = new Map<string, vscode.Disposable>();
  const stop = (key: string): void => {
    waiting.get(key)?.dispose();
    waiting.delete(key);
  };
  const lookSoon = (document: vscode.TextDocument, delay: number): void => {
    if (document.languageId !== transcriptLanguage) return;
    const key = document.uri.toString();
    stop(key);
    const cancel = new vscode.CancellationTokenSource();
    const run = (): void => {
      look(document, cancel.token).catch((error) => {
        if (!cancel.token.isCancellationRequested) client.error(name, error, false);
      });
    };
    const timer = setTimeout(run, delay);
    waiting.set(key, {
      dispose: () => {
        clearTimeout(timer);
        cancel.cancel();
      },
    });
  };
  const listeners = [
    vscode.workspace.onDidOpenTextDocument((document) => lookSoon(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => lookSoon(document, pause)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      stop(document.uri.toString());
      leave(document);
    }),
  ];
  for (const document of vscode.workspace.textDocuments) lookSoon(document, 0);
  return {
    again: (isMeant) => {
      for (const document of vscode.workspace.textDocuments) if (isMeant(document)) lookSoon(document, pause);
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      for (const key of [...waiting.keys()]) stop(key);
    },
  };
}
