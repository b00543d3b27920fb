import * as vscode from 'vscode';

/** The document of a file; undefined where VS Code shows none to extensions, because the file is too large or not there. */
export async function documentFor(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // What is wrong with the file is said when it is read from the disk.
    return undefined;
  }
}
