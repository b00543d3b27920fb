import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { grouped } from '../../../server/src/shared/numbers';
import { findExamples } from '../../../server/src/shared/protocol';
import { answered } from '../answered';
import { fileName } from '../fileName';
import { workedOut } from '../progress';
import { textStep } from '../steps';
import { refuseUnfit } from '../transform/refuseUnfit';
import { documentOf, unchangedSince } from '../wholeFile';

// VS Code moves no more cursors than this.
const mostCursors = 10_000;

/** Asks for a query and selects the lines that it matches, each by a selection of its own; tells how many match. */
export async function selectExamples(client: BaseLanguageClient, uri: unknown): Promise<{ readonly matching: number } | undefined> {
  const document = await documentOf(uri);
  await refuseUnfit(client, document, false);
  const textDocument = { uri: document.uri.toString() };
  let found: { readonly lines: readonly number[]; readonly all: number; readonly version: number } | undefined;
  const refuse = async (query: string): Promise<string | undefined> => {
    if (query.trim() === '') return 'Say what to look for: a word, or one of the forms below.';
    const { version } = document;
    const answer = await workedOut(client, 'Looking for examples', (workDoneToken, token) =>
      client.sendRequest(findExamples, { textDocument, query, workDoneToken }, token),
    );
    if (answer !== null && 'refused' in answer) return answer.refused;
    const { lines, all } = answered(answer);
    if (lines.length === 0) return `None of the ${grouped(all)} lines matches.`;
    found = { lines, all, version };
    return undefined;
  };
  // What is wrong with a query is told where it stands: whoever types it anew would type into the file, all of which may be selected.
  const outcome = await textStep({
    title: `Select matching examples: ${fileName(document.uri)}`,
    prompt:
      'For example: role:assistant contains "sorry"   tokens>4000   rule:last-message   not role:system   tool:weather   refund or "money back"',
    value: '',
    back: false,
    refuse,
  });
  if (typeof outcome === 'string' || !found) return undefined;
  unchangedSince(document, found.version, 'Select Matching Examples…');
  await select(document, found.lines);
  // Not awaited: the message may stay until somebody reads it.
  void tellDone(found.lines, found.all);
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

async function tellDone(lines: readonly number[], all: number): Promise<void> {
  const count = grouped(lines.length);
  const rest = lines.length > mostCursors ? `, the first ${grouped(mostCursors)} of which are selected` : '';
  const extract = 'Extract to a New File';
  const message = `${count} of ${grouped(all)} lines ${lines.length === 1 ? 'matches' : 'match'}${rest}.`;
  if ((await vscode.window.showInformationMessage(message, extract)) === extract) {
    await vscode.commands.executeCommand('exemplar.extractExamples');
  }
}
