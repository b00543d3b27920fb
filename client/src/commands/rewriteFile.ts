import * as vscode from 'vscode';
import { examineBytes, rewriteBytes } from '../../../server/src/shared/bytes';
import type { RewriteParams } from '../../../server/src/shared/protocol';
import { UserError } from '../errors';
import type { BytesTeller } from '../fileBytes';
import { fileName } from '../fileName';
import { saveDocument } from '../saveDocument';
import { showDocument } from '../showDocument';

/** Saves a file and writes its bytes anew as UTF-8, with a byte order mark or without; true when that was done. */
export async function rewriteFile(bytes: BytesTeller, params: unknown): Promise<boolean> {
  const { uri, mark } = read(params);
  const document = await vscode.workspace.openTextDocument(uri);
  const name = fileName(uri);
  if (document.isUntitled) throw new UserError(`${name} lies on no disk yet: save it first.`);
  if (!(await saveDocument(document))) throw new UserError(`${name} could not be saved, so its bytes were left as they are.`);
  const before = await vscode.workspace.fs.readFile(uri);
  if (examineBytes(before).invalid && !(await mayLoseLetters(document))) return false;
  await vscode.workspace.fs.writeFile(uri, rewriteBytes(before, mark));
  // The editor keeps the encoding that it has opened the file in until it reads it again.
  await showDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await bytes.tell(document);
  return true;
}

function read(params: unknown): { readonly uri: vscode.Uri; readonly mark: boolean } {
  const { uri, mark } = (params ?? {}) as Partial<RewriteParams>;
  if (typeof uri !== 'string') throw new UserError('This command belongs to the quick fixes about encodings: choose one of them.');
  return { uri: vscode.Uri.parse(uri), mark: mark === true };
}

/** Bytes that are no UTF-8 are lost for good, so the way that keeps them is offered first. */
async function mayLoseLetters(document: vscode.TextDocument): Promise<boolean> {
  const reopen = 'Reopen with Encoding…';
  const replace = 'Replace Them';
  const chosen = await vscode.window.showWarningMessage(
    `${fileName(document.uri)} holds bytes that are not UTF-8.`,
    {
      modal: true,
      detail:
        'If the file is in an older encoding, such as Windows-1252, reopen it in that encoding and save it as UTF-8: then no letter is lost. Replacing them writes � for each, and cannot be undone.',
    },
    reopen,
    replace,
  );
  if (chosen !== reopen) return chosen === replace;
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
  return false;
}
