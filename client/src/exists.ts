import * as vscode from 'vscode';

/** Whether there is a file or folder at an address. */
export function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
