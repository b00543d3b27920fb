import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { replaceFile, statFile } from '../../server/src/shared/diskProtocol';
import { reasonOf } from '../../server/src/shared/errors';
import { listFolder, readFile } from '../../server/src/shared/protocol';

/** Reads and writes for the server what it cannot reach by itself: files of virtual file systems, and in a browser all files. */
export function answerFiles(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(readFile, async ({ uri, keepMark = false }) => {
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
        return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepMark }).decode(bytes) };
      } catch (error) {
        if (error instanceof TypeError) return { why: 'it is not valid UTF-8' };
        return isMissing(error) ? null : { why: reasonOf(error) };
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
    client.onRequest(statFile, async ({ uri }) => {
      try {
        const { size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
        return { size, stamp: `${size} ${mtime}` };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    }),
    client.onRequest(replaceFile, async ({ uri, text }) => {
      try {
        await vscode.workspace.fs.writeFile(vscode.Uri.parse(uri), new TextEncoder().encode(text));
        return {};
      } catch (error) {
        return { why: reasonOf(error) };
      }
    }),
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'].includes(error.code);
}
