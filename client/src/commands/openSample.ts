import * as vscode from 'vscode';
import { sampleLines, sampleText } from '../sample/texts';
import { trainingFiles } from '../trainingFiles';

/** Opens a training file that was never saved, to try things on; with `text` a plain text instead, selected and ready to convert. */
export async function openSample(kind: unknown): Promise<void> {
  const isText = kind === 'text';
  const document = await vscode.workspace.openTextDocument({
    language: isText ? 'plaintext' : trainingFiles.language,
    content: isText ? sampleText : sampleLines,
  });
  const editor = await vscode.window.showTextDocument(document);
  if (isText) editor.selection = new vscode.Selection(document.positionAt(0), document.positionAt(sampleText.length));
}
