import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { chooseInProject, type FileStatus, type ProjectChoice } from '../../server/src/shared/protocol';
import { UserError } from './errors';
import { saveDocument } from './saveDocument';

/** Whether the project file of the active file sets this, so that a setting would change nothing. */
export function isSetByProject(status: FileStatus | undefined, key: 'target' | 'model'): boolean {
  return status?.project?.sets.includes(key) ?? false;
}

/** Writes a choice into a project file; it is saved at once unless it was being edited. */
export async function writeProjectChoice(client: BaseLanguageClient, choice: ProjectChoice): Promise<void> {
  const uri = vscode.Uri.parse(choice.uri);
  // From here on the server knows the file as it is here, so that its edit fits.
  const document = await vscode.workspace.openTextDocument(uri);
  const edits = await client.sendRequest(chooseInProject, choice);
  if (!edits) throw new UserError(`${shortPath(uri)} cannot be read any more, so nothing was changed. Try again.`);
  const wasDirty = document.isDirty;
  const change = new vscode.WorkspaceEdit();
  change.set(uri, await client.protocol2CodeConverter.asTextEdits([...edits]));
  if (!(await vscode.workspace.applyEdit(change))) {
    throw new UserError(`${shortPath(uri)} could not be changed. Is it read-only? Change it there by hand.`);
  }
  if (!wasDirty && !(await saveDocument(document)))
    throw new UserError(`${shortPath(uri)} was changed but could not be saved. Save it by hand.`);
}

/** The path of a file as people know it: from the workspace folder. */
export function shortPath(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
