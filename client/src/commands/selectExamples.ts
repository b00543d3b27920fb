import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { findExamples } from '../../../server/src/shared/protocol';
import { fileName } from '../fileName';
import { textStep } from '../steps';
import { answered } from '../transform/answered';
import { documentOf, workedOut } from '../wholeFile';

// VS Code moves no more cursors than this.
const mostCursors = 10_000;

/** Asks for a query and selects the lines that it matches, each by a selection of its own; tells how many match. */
export async function selectExamples(client: BaseLanguageClient, uri: unknown): Promise<{ readonly matching: number } | undefined> {
  const document = await documentOf(uri);
  const outcome = await textStep({
    title: `Select matching examples: ${fileName(document.uri)}`,
    prompt:
      'For example: role:assistant contains "sorry"   tokens>4000   rule:last-message   not role:system   tool:weather   refund or "money back"',
    value: '',
    back: false,
    refuse: (value) => (value.trim() === '' ? 'Say what to look for: a word, or one of the forms below.' : undefined),
  });
  if (typeof outcome === 'string') return undefined;
  const textDocument = { uri: document.uri.toString() };
  const found = answered(
    await workedOut(client, 'Looking for examples', (workDoneToken, token) =>
      client.sendRequest(findExamples, { textDocument, query: outcome.value, workDoneToken }, token),
    ),
  );
  void select(document, found.lines, found.all);
  return { matching: found.lines.length };
}

async function select(document: vscode.TextDocument, lines: readonly number[], all: number): Promise<void> {
  const count = lines.length.toLocaleString('en');
  const [first] = lines;
  if (first === undefined) {
    await vscode.window.showInformationMessage(`None of the ${all.toLocaleString('en')} lines of ${fileName(document.uri)} matches.`);
    return;
  }
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const shown = lines.slice(0, mostCursors);
  // From the end to the start of each line, so that the beginnings are in sight.
  editor.selections = shown.map((line) => new vscode.Selection(line, document.lineAt(line).text.length, line, 0));
  editor.revealRange(new vscode.Range(first, 0, first, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const rest = lines.length > shown.length ? `, the first ${shown.length.toLocaleString('en')} of which are selected` : '';
  const extract = 'Extract to a New File';
  const message = `${count} of ${all.toLocaleString('en')} lines ${lines.length === 1 ? 'matches' : 'match'}${rest}.`;
  if ((await vscode.window.showInformationMessage(message, extract)) === extract) {
    await vscode.commands.executeCommand('exemplar.extractExamples');
  }
}
