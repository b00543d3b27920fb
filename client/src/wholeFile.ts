import * as vscode from 'vscode';
import { activeTrainingEditor } from './activeEditor';
import { UserError } from './errors';
import { fileName } from './fileName';
import { openFile } from './openFile';
import { showDocument } from './showDocument';

/** The document that a menu was opened on, else the active one; it is shown, so that what happens to it is seen. */
export async function documentOf(uri: unknown): Promise<vscode.TextDocument> {
  if (uri instanceof vscode.Uri) await vscode.window.showTextDocument(await openFile(uri), { preview: false });
  return activeTrainingEditor().document;
}

/** Fails when the document is no longer what something was worked out for; `command` is what to run again. */
export function unchangedSince(document: vscode.TextDocument, version: number, command: string): void {
  if (document.version === version && !document.isClosed) return;
  throw new UserError(`${fileName(document.uri)} changed meanwhile, so nothing was done. Run “Exemplar: ${command}” again.`);
}

/** Changes a document by edits as one step of undo, and shows it. */
export async function applyEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(`${fileName(document.uri)} was not changed: VS Code refused the edit. Is the file read-only?`);
  }
  await showDocument(document);
}
