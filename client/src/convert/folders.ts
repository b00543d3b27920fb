import * as vscode from 'vscode';
import { compareNames, isTextFileName, isToolFolderName } from '../../../server/src/shared/fileNames';
import { grouped } from '../../../server/src/shared/numbers';
import { UserError } from '../errors';

/** More files at once are a data set that the command line takes as a stream. */
const mostFiles = 2000;

/** The files among these and, in the order of their names, the text files in the folders among these and below. */
export async function filesBelow(uris: readonly vscode.Uri[], token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const uri of uris) {
    const { type } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) await addBelow(uri, found, token);
    else found.push(uri);
  }
  return found;
}

async function addBelow(folder: vscode.Uri, found: vscode.Uri[], token: vscode.CancellationToken): Promise<void> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  for (const [name, type] of entries.toSorted(([a], [b]) => compareNames(a, b))) {
    if (token.isCancellationRequested) return;
    const uri = vscode.Uri.joinPath(folder, name);
    // A link may lead back to a folder above.
    if (type === vscode.FileType.Directory && !isToolFolderName(name)) await addBelow(uri, found, token);
    if (type & vscode.FileType.File && isTextFileName(name)) found.push(uri);
    if (found.length > mostFiles) {
      throw new UserError(
        `There are more than ${grouped(mostFiles)} text files here. Choose a smaller folder, or use “exemplar convert” on the command line, which takes any number.`,
      );
    }
  }
}
