import * as vscode from 'vscode';

/** Shows a document in the editor that has it in sight, or else in the active column. */
export function showDocument(document: vscode.TextDocument): Thenable<vscode.TextEditor> {
  const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  return vscode.window.showTextDocument(document, { viewColumn: column ?? vscode.ViewColumn.Active, preview: false });
}
