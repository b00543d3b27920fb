import * as vscode from 'vscode';
import { UserError } from './errors';
import { trainingFiles } from './trainingFiles';

/** The editor that a command works on; says what to do when there is none with a training file. */
export function activeTrainingEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === trainingFiles.language) return editor;
  throw new UserError('This works on a JSON Lines file: open one, or set the language of this file to “JSON Lines”, and try again.');
}
