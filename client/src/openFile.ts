import * as vscode from 'vscode';
import { reasonOf } from '../../server/src/shared/errors';
import { UserError } from './errors';
import { fileName } from './fileName';

/** Opens a file as text; says why where VS Code cannot. */
export async function openFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new UserError(
      `${fileName(uri)} could not be opened as text: ${reasonOf(error)} (VS Code gives extensions no file over 50 MB and no binary file.)`,
    );
  }
}
