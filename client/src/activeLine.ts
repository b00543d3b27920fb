import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { activeLine } from '../../server/src/shared/protocol';
import { isWorkedOn } from './trainingFiles';

// Long enough that a cursor on its way is not followed from line to line.
const rest = 150;

/** Tells the server which line the cursor rests on in the active training file. */
export function tellActiveLine(client: BaseLanguageClient): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const editor = vscode.window.activeTextEditor;
      if (!editor || !isWorkedOn(editor.document) || !client.isRunning()) return;
      const place = { uri: editor.document.uri.toString(), line: editor.selection.active.line };
      client.sendNotification(activeLine, place).catch((error: unknown) => client.error('telling the active line', error, false));
    }, rest);
  };
  const listeners = [
    vscode.window.onDidChangeTextEditorSelection(tell),
    vscode.window.onDidChangeActiveTextEditor(tell),
    client.onDidChangeState(tell),
  ];
  tell();
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    },
  };
}
