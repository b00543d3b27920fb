import type * as vscode from 'vscode';

/** A file's name as its tab shows it. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.toString();
}
