import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Starts the language server anew: all open files are read and checked again. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
  vscode.window.setStatusBarMessage('The Exemplar language server was restarted.', 5000);
}
