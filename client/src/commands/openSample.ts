import * as vscode from 'vscode';
import { sampleLines, sampleText } from '../sample/texts';
import { trainingFiles } from '../trainingFiles';

/** What is done with the sample once it is open: the walkthrough has no editor that its buttons could work on. */
const nextCommands: Readonly<Record<string, string>> = {
  convert: 'exemplar.convertSelection',
  preview: 'exemplar.openPreview',
  edit: 'exemplar.editAsText',
};

/**
 * Opens a training file that was never saved, to try things on, or the one that is open already; with `convert` a plain text,
 * selected. With `convert`, `preview` or `edit` that is done with it at once.
 */
export async function openSample(kind: unknown): Promise<void> {
  const next = typeof kind === 'string' && Object.hasOwn(nextCommands, kind) ? nextCommands[kind] : undefined;
  const isText = kind === 'convert';
  const document = await documentOf(isText ? 'plaintext' : trainingFiles.language, isText ? sampleText : sampleLines);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (isText) editor.selection = new vscode.Selection(document.positionAt(0), document.positionAt(sampleText.length));
  if (next === undefined) return;
  // The walkthrough does not see commands that extensions run.
  await vscode.commands.executeCommand('setContext', `exemplar.tried.${kind}`, true);
  await vscode.commands.executeCommand(next);
}

async function documentOf(language: string, content: string): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((each) => each.isUntitled && each.getText() === content);
  return open ?? vscode.workspace.openTextDocument({ language, content });
}
