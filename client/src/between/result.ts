import * as vscode from 'vscode';
import { reasonOf } from '../../../server/src/shared/errors';
import { UserError } from '../errors';
import { exists } from '../exists';
import { fileName } from '../fileName';
import { trainingFiles } from '../trainingFiles';

/** Opens lines as a new file that is not saved; returns what was done, as a sentence. */
export async function openConverted(content: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument({ language: trainingFiles.language, content });
  await vscode.window.showTextDocument(document, { preview: false });
  return 'The new file is not saved yet.';
}

/** Writes lines into a new file beside another, under a name that is free; returns what was done, as a sentence. */
export async function writeBeside(uri: vscode.Uri, kind: string, content: string): Promise<string> {
  const target = await freeName(uri, kind);
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  } catch (error) {
    throw new UserError(`${fileName(target)} could not be written: ${reasonOf(error)} Choose “Open as a New File” and save it elsewhere.`);
  }
  await vscode.window.showTextDocument(target, { preview: false });
  return `It is in ${fileName(target)}.`;
}

// `train.jsonl` becomes `train.alpaca.jsonl`, then `train.alpaca-2.jsonl`.
async function freeName(uri: vscode.Uri, kind: string): Promise<vscode.Uri> {
  const name = fileName(uri);
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '.jsonl'];
  for (let count = 1; ; count += 1) {
    const candidate = vscode.Uri.joinPath(uri, '..', `${stem}.${kind}${count === 1 ? '' : `-${count}`}${ending}`);
    if (!(await exists(candidate))) return candidate;
  }
}
