import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listFolder, readFile } from '../../server/src/shared/protocol';

/** Reads for the server what it cannot read by itself: files of virtual file systems, and in a browser all files. */
export function answerFiles(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(readFile, async ({ uri }) => {
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
      } catch (error) {
        if (error instanceof TypeError) return { why: 'it is not valid UTF-8' };
        return isMissing(error) ? null : { why: error instanceof Error ? error.message : String(error) };
      }
    }),
    client.onRequest(listFolder, async ({ uri }) => {
      try {
        return (await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri))).map(([name]) => name);
      } catch (error) {
        if (!isMissing(error)) client.warn(`listing ${uri}`, error, false);
        return [];
      }
    }),
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'].includes(error.code);
}
