import * as vscode from 'vscode';
import { UserError } from '../errors';
import { fileName } from '../fileName';

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
  if (!editor) throw new UserError('There is no text to convert: open a text file, select the text, and try again.');
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

/** The texts of whole files. */
export async function fileTexts(uris: readonly vscode.Uri[]): Promise<readonly SourceText[]> {
  return nonBlank(await Promise.all(uris.map(async (uri) => wholeText(await openFile(uri)))));
}

/** Opens a file as text; says why where VS Code cannot. */
export async function openFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${fileName(uri)} could not be opened as text: ${why} (VS Code gives extensions no file over 50 MB and no binary file.)`,
    );
  }
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
