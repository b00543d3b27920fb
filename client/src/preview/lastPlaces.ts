import * as vscode from 'vscode';
import { isWorkedOn } from '../trainingFiles';

/** Where in its files the user was last. */
export interface LastPlaces extends vscode.Disposable {
  /** The line (from 0) of the cursor that was last in a file, or that a view went to since; 0 where neither is known. */
  readonly lineOf: (uri: vscode.Uri) => number;
  readonly went: (uri: vscode.Uri, line: number) => void;
}

// More files than are looked at side by side.
const mostFiles = 100;

/** Follows the cursors of training files, also of those whose editor is closed by now: who reopens one with another editor has left the first. */
export function followLastPlaces(): LastPlaces {
  const lines = new Map<string, number>();
  const went: LastPlaces['went'] = (uri, line) => {
    const key = uri.toString();
    // Put last, so that the first is the one that was longest not looked at.
    lines.delete(key);
    lines.set(key, line);
    for (const oldest of lines.keys()) {
      if (lines.size <= mostFiles) break;
      lines.delete(oldest);
    }
  };
  const follow = (editor: vscode.TextEditor | undefined): void => {
    if (editor && isWorkedOn(editor.document)) went(editor.document.uri, editor.selection.active.line);
  };
  const listeners = [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(follow),
  ];
  follow(vscode.window.activeTextEditor);
  return {
    lineOf: (uri) => lines.get(uri.toString()) ?? 0,
    went,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}
