import * as vscode from 'vscode';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { openFile } from '../openFile';
import { filesBelow } from './folders';

/** A piece of text that is converted on its own. */
export interface SourceText {
  /** For notes: "selection 2", "notes.md". */
  readonly name: string;
  readonly text: string;
  readonly document: vscode.TextDocument;
  /** The document's version when the text was taken from it. */
  readonly version: number;
  readonly range: vscode.Range;
}

/** The selections of the active editor; the whole document when nothing is selected. */
export function selectedTexts(): readonly SourceText[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor)
    throw new UserError(
      'There is no text to convert: open one and try again. What is selected in it is converted, or else all of it. Files and folders are converted from the Explorer’s menu.',
    );
  const { document, selections } = editor;
  const selected = selections.filter(({ isEmpty }) => !isEmpty).toSorted((a, b) => a.start.compareTo(b.start));
  const texts =
    selected.length > 0
      ? selected.map((range, index) => ({
          name: `selection ${index + 1}`,
          text: document.getText(range),
          document,
          version: document.version,
          range,
        }))
      : [wholeText(document)];
  return nonBlank(texts);
}

/** The texts of whole files, those in folders included, with progress; undefined when the user stopped it. */
export function fileTexts(uris: readonly vscode.Uri[]): Thenable<readonly SourceText[] | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Exemplar: reading files', cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const files = await filesBelow(uris, token);
    if (token.isCancellationRequested) return undefined;
    if (files.length === 0) throw new UserError('There is no text file in this folder to convert.');
    const texts: SourceText[] = [];
    for (const uri of files) {
      if (token.isCancellationRequested) return undefined;
      progress.report({ message: vscode.workspace.asRelativePath(uri), increment: 100 / files.length });
      texts.push({ ...wholeText(await openFile(uri)), name: vscode.workspace.asRelativePath(uri) });
    }
    return nonBlank(texts);
  });
}

function wholeText(document: vscode.TextDocument): SourceText {
  const range = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  return { name: fileName(document.uri), text: document.getText(), document, version: document.version, range };
}

function nonBlank(texts: readonly SourceText[]): readonly SourceText[] {
  const found = texts.filter(({ text }) => text.trim() !== '');
  if (found.length === 0) throw new UserError('There is no text to convert: what is selected is empty.');
  return found;
}
