import * as vscode from 'vscode';
import { type ChatViewTools, createChatView } from './chatView';
import { followLastPlaces } from './lastPlaces';

/** Offers training files as conversations under “Reopen Editor With…”: to read, while the text stays what is edited. */
export function registerChatEditor(tools: ChatViewTools): vscode.Disposable {
  const places = followLastPlaces();
  const provider = vscode.window.registerCustomEditorProvider('exemplar.chatView', {
    resolveCustomTextEditor: (document, panel) => {
      const view = createChatView(panel.webview, tools, {
        moved: ({ uri }, line) => places.went(uri, line),
        select: async (shown, range, focus) => {
          const editor = vscode.window.visibleTextEditors.find((each) => each.document === shown);
          // Who reads here and clicks has asked for no second editor; who wants to see or edit the text has.
          if (!focus) {
            if (editor) editor.selection = new vscode.Selection(range.start, range.end);
            editor?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
            return;
          }
          const viewColumn = editor?.viewColumn ?? vscode.ViewColumn.Beside;
          await vscode.window.showTextDocument(shown, { viewColumn, selection: range });
        },
      });
      panel.onDidDispose(() => view.dispose());
      view.show(document.uri, places.lineOf(document.uri));
    },
  });
  return vscode.Disposable.from(places, provider);
}
