import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { ImageFiles } from '../images/imageFiles';

interface ImagePlace {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly character: number } };
}

/** Shows the image whose `data:` URL stands at a place of a training file, as links in the editor ask for it. */
export async function openImage(images: ImageFiles, argument: unknown): Promise<void> {
  if (!isImagePlace(argument)) throw new UserError('This command is run by links: Ctrl+click the data of an image in a training file.');
  const { uri, range } = argument;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const { line, character } = range.start;
  const spelled = document.getText(new vscode.Range(line, character, line, range.end.character));
  const found = /^data:image\\?\/([\w.+-]+)(?:;[^,;]*)*;base64,([A-Za-z0-9+/=_\\-]*)$/i.exec(spelled);
  const bytes = found && decode((found[2] ?? '').replaceAll('\\', ''));
  if (!found || !bytes) {
    throw new UserError(`Line ${line + 1} holds no image here that can be shown: only base64 data of images can.`);
  }
  const ending = (found[1] ?? 'png').toLowerCase().replace('svg+xml', 'svg').replace('jpeg', 'jpg');
  const file = images.add(`line ${line + 1}.${ending}`, bytes);
  await vscode.commands.executeCommand('vscode.open', file, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}

function isImagePlace(argument: unknown): argument is ImagePlace {
  if (typeof argument !== 'object' || argument === null) return false;
  const { uri, range } = argument as Partial<ImagePlace>;
  return typeof uri === 'string' && typeof range?.start?.line === 'number' && typeof range.end?.character === 'number';
}

/** The bytes of base64; undefined where it is broken. */
function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
