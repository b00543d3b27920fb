import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { mayEditAsText, type Path, readMessageText } from '../../../server/src/shared/transcriptProtocol';
import { activeTrainingEditor } from '../activeEditor';
import { answered } from '../answered';
import type { Subject } from '../asText/address';
import type { TextFiles } from '../asText/textFiles';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { selectedLines } from '../selectedLines';

interface Place {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly path?: Path;
}

/** Opens examples as text: those of the selections, the one at a place, or, with a path, one text of it. */
export async function editAsText(client: BaseLanguageClient, files: TextFiles, argument: unknown): Promise<void> {
  if (!isPlace(argument)) {
    const { document, selections } = activeTrainingEditor();
    const lines = selectedLines(document, selections);
    if (lines.length === 0)
      throw new UserError('There is no example in this line: put the cursor into one, or select some, and try again.');
    await show(client, files, document, { kind: 'lines', lines });
    return;
  }
  const { uri, line, path } = argument;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  if (line >= document.lineCount) throw new UserError(`${fileName(document.uri)} has no line ${line + 1}.`);
  await show(client, files, document, path ? await textSubject(client, document, line, path) : { kind: 'lines', lines: [line] });
}

/** Opens a whole training file as text. */
export async function editFileAsText(client: BaseLanguageClient, files: TextFiles, argument: unknown): Promise<void> {
  const document = argument instanceof vscode.Uri ? await vscode.workspace.openTextDocument(argument) : activeTrainingEditor().document;
  await show(client, files, document, { kind: 'file' });
}

async function show(client: BaseLanguageClient, files: TextFiles, document: vscode.TextDocument, subject: Subject): Promise<void> {
  if (subject.kind !== 'text') await refusePieces(client, document, subject.kind === 'lines' ? subject.lines : undefined);
  const text = await files.open(document, subject);
  const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
  const editor = active?.document === document ? active : visible.find((each) => each.document === document);
  // The active column may be the preview's, which the text would hide.
  await vscode.window.showTextDocument(text, { viewColumn: editor?.viewColumn ?? vscode.ViewColumn.Active, preview: false });
}

/** Fails with the way out where one of the lines, or of all of them, is only a piece of a record. */
async function refusePieces(client: BaseLanguageClient, document: vscode.TextDocument, lines?: readonly number[]): Promise<void> {
  const textDocument = { uri: document.uri.toString() };
  answered((await client.sendRequest(mayEditAsText, { textDocument, ...(lines && { lines }) })) ?? {});
}

/** One text by itself; its whole example where an editor would change the text unseen. */
async function textSubject(client: BaseLanguageClient, document: vscode.TextDocument, line: number, path: Path): Promise<Subject> {
  const found = await client.sendRequest(readMessageText, { line: document.lineAt(line).text, path });
  if (found && 'text' in found) return { kind: 'text', line, path };
  if (found?.refused === 'odd') {
    void vscode.window.showInformationMessage(
      'This text holds line breaks or characters that an editor would change unseen, so its whole example was opened, where they are spelled out.',
    );
    return { kind: 'lines', lines: [line] };
  }
  throw new UserError(`Line ${line + 1} of ${fileName(document.uri)} holds no text at ${path.join('.')}.`);
}

function isPlace(argument: unknown): argument is Place {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) return false;
  const { uri, line, path } = argument as Partial<Place>;
  return typeof uri === 'string' && Number.isInteger(line) && (line ?? -1) >= 0 && (path === undefined || Array.isArray(path));
}
