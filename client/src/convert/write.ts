import * as vscode from 'vscode';
import { counted } from '../../../server/src/shared/numbers';
import { UserError } from '../errors';
import { exists } from '../exists';
import { fileName } from '../fileName';
import { openFile } from '../openFile';
import { showDocument } from '../showDocument';
import { trainingFiles } from '../trainingFiles';
import { appendEdit } from './appendEdit';
import type { Destination } from './destination';
import type { JoinedOffer } from './offers';
import type { SourceText } from './source';

/** Brings the lines to their destination and returns what was done, as a sentence. */
export async function writeLines(offer: JoinedOffer, sources: readonly SourceText[], destination: Destination): Promise<string> {
  const { lines } = offer;
  const examples = counted(lines.length, 'example');
  switch (destination.kind) {
    case 'append':
      await append(lines, destination.uri);
      return `Appended ${examples} to ${fileName(destination.uri)}.`;
    case 'new':
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ language: trainingFiles.language, content: `${lines.join('\n')}\n` }),
      );
      return `Wrote ${examples} to a new file, which is not saved yet.`;
    case 'replace':
      await replace(offer, sources);
      return `Replaced the text with ${examples}.`;
    case 'clipboard':
      await vscode.env.clipboard.writeText(`${lines.join('\n')}\n`);
      return `Copied ${examples} to the clipboard.`;
  }
}

async function append(lines: readonly string[], uri: vscode.Uri): Promise<void> {
  await createIfMissing(uri);
  const document = await openFile(uri);
  const { edit, firstLine } = appendEdit(document, lines);
  const whole = new vscode.WorkspaceEdit();
  whole.set(uri, [edit]);
  await apply(whole, uri);
  const editor = await showDocument(document);
  const added = new vscode.Range(firstLine, 0, firstLine + lines.length, 0);
  editor.selection = new vscode.Selection(added.start, added.start);
  editor.revealRange(added, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function createIfMissing(uri: vscode.Uri): Promise<void> {
  if (uri.scheme === 'untitled') return;
  if (await exists(uri)) return;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await apply(edit, uri);
}

async function replace({ parts }: JoinedOffer, sources: readonly SourceText[]): Promise<void> {
  if (sources.some(({ document, version }) => document.version !== version)) {
    throw new UserError('The text was changed while you chose, so nothing was replaced. Select it and run the command again.');
  }
  const edit = new vscode.WorkspaceEdit();
  for (const [index, { document, range }] of sources.entries()) {
    const lines = parts[index] ?? [];
    // A text that gave nothing stays as it is: nothing is lost without a word.
    if (lines.length > 0) edit.replace(document.uri, range, ownLines(document, range, lines));
  }
  const [first] = sources;
  if (!first) return;
  await apply(edit, first.document.uri);
  if (first.document.isUntitled && sources.length === 1)
    await vscode.languages.setTextDocumentLanguage(first.document, trainingFiles.language);
}

/** The lines with the breaks that keep them apart from what stands before and after the range. */
function ownLines(document: vscode.TextDocument, { start, end }: vscode.Range, lines: readonly string[]): string {
  const before = document.lineAt(start).text.slice(0, start.character).trim() === '' ? '' : '\n';
  const atLineStart = end.character === 0 && end.line > start.line;
  const after = atLineStart || document.lineAt(end).text.slice(end.character).trim() !== '' ? '\n' : '';
  return `${before}${lines.join('\n')}${after}`;
}

async function apply(edit: vscode.WorkspaceEdit, uri: vscode.Uri): Promise<void> {
  if (await vscode.workspace.applyEdit(edit)) return;
  throw new UserError(`${fileName(uri)} was not changed: VS Code refused the edit. Is the file or its folder read-only?`);
}
