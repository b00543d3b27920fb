import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { mayTransform } from '../../../server/src/shared/protocol';
import { answered } from '../answered';
import { workedOut } from '../progress';

/** Fails with the reason where nothing can be done with a file as a whole, or its lines cannot be moved, so that nobody answers questions in vain. */
export async function refuseUnfit(client: BaseLanguageClient, document: vscode.TextDocument, moves: boolean): Promise<void> {
  const textDocument = { uri: document.uri.toString() };
  answered(
    await workedOut(client, 'Looking at the file', (workDoneToken, token) =>
      client.sendRequest(mayTransform, { textDocument, moves, workDoneToken }, token),
    ),
  );
}
