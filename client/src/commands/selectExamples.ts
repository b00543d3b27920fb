import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { findExamples } from '../../../server/src/shared/protocol';
import { fileName } from '../fileName';
import { grouped } from '../numbers';
import { textStep } from '../steps';
import { answered } from '../transform/answered';
import { documentOf, unchangedSince, workedOut } from '../wholeFile';

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
  const { version } = document;
  const textDocument = { uri: document.uri.toString() };
  const found = answered(
    await workedOut(client, 'Looking for examples', (workDoneToken, token) =>
      client.sendRequest(findExamples, { textDocument, query: outcome.value, workDoneToken }, token),
    ),
  );
  unchangedSince(document, version, 'Select Matching Examples…');
  if (found.lines.length > 0) await select(document, found.lines);
  // Not awaited: the message may stay until somebody reads it.
  void tellDone(document, found.lines, found.all);
  return { matching: found.lines.length };
}

async function select(document: vscode.TextDocument, lines: readonly number[]): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const shown = lines.slice(0, mostCursors);
  // From the end to the start of each line, so that the beginnings are in sight.
  editor.selections = shown.map((line) => new vscode.Selection(line, document.lineAt(line).text.length, line, 0));
  const [first = 0] = lines;
  editor.revealRange(new vscode.Range(first, 0, first, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function tellDone({ uri }: vscode.TextDocument, lines: readonly number[], all: number): Promise<void> {
  if (lines.length === 0) {
    await vscode.window.showInformationMessage(`None of the ${grouped(all)} lines of ${fileName(uri)} matches.`);
    return;
  }
  const count = grouped(lines.length);
  const rest = lines.length > mostCursors ? `, the first ${grouped(mostCursors)} of which are selected` : '';
  const extract = 'Extract to a New File';
  const message = `${count} of ${grouped(all)} lines ${lines.length === 1 ? 'matches' : 'match'}${rest}.`;
  if ((await vscode.window.showInformationMessage(message, extract)) === extract) {
    await vscode.commands.executeCommand('exemplar.extractExamples');
  }
}
