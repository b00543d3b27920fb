import * as vscode from 'vscode';
import { equal, eventually } from '../support/assert.js';
import { closeAll, ruleOf, serverRuns } from '../support/editor.js';
import { writeFile } from '../support/workspace.js';

const unanswered = '{"messages":[{"role":"user","content":"Unanswered?"}]}';

/** Clean lines of 8 kB, no two alike. */
function clean(from: number, count: number): string[] {
  const text = `${'And so on, as one does. '.repeat(330)}End.`;
  return Array.from(
    { length: count },
    (_, index) => `{"messages":[{"role":"user","content":"${from + index}?"},{"role":"assistant","content":"${from + index}: ${text}"}]}`,
  );
}

describe('a text that is so long that the server gets it in pieces', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('is known there as it is after edits that were made meanwhile', async function () {
    this.timeout(120_000);
    const lines = clean(0, 400);
    const uri = await writeFile('long.jsonl', [unanswered, ...lines].join('\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    // At the end, which is still to come, over what has come and at the beginning.
    const edits = [
      { from: 390, to: 395, lines: [unanswered.replace('Un', 'Still un'), ...clean(2000, 3)] },
      { from: 10, to: 300, lines: clean(3000, 10) },
      { from: 1, to: 2, lines: [...clean(4000, 4), unanswered.replace('Un', 'Again un')] },
    ];
    for (const { from, to, lines: inserted } of edits) {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(from, 0, to, 0), inserted.map((line) => `${line}\n`).join(''));
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.window.showTextDocument(document);
    const wanted = [...document.getText().split('\n').entries()].filter(([, text]) => text.includes('nanswered?')).map(([line]) => line);
    equal(wanted.length, 3);
    await eventually(() => {
      const found = vscode.languages.getDiagnostics(uri);
      equal(
        found.map((problem) => [problem.range.start.line, ruleOf(problem)]),
        wanted.map((line) => [line, 'no-assistant-message']),
      );
    }, 90_000);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is known there as it is written, whatever its lines are made of and end with', async function () {
    this.timeout(120_000);
    const lines = clean(5000, 200).map((line, index) =>
      line.replaceAll('as one', index % 2 ? '面包 😀 é' : 'as one').replace('End.', '🧑‍🚀 «ß»'),
    );
    // Too long for the room that others are packed in, and one of the first piece twice.
    const long = `{"messages":[{"role":"user","content":"漢"},{"role":"assistant","content":"${'漢字😀 '.repeat(200_000)}"}]}`;
    const misspelt = '{"messages":[{"role":"user","content":"😀 面包?"},{"rôle":"assistant","content":"é"}]}';
    const all = [...lines.slice(0, 100), long, ...lines.slice(100), lines[1] ?? '', lines[150] ?? '', misspelt];
    const uri = await writeFile('made-of.jsonl', all.join('\r\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    equal(document.eol, vscode.EndOfLine.CRLF);
    const key = misspelt.indexOf('"rôle"');
    await eventually(() => {
      const found = vscode.languages.getDiagnostics(uri).map((problem) => [ruleOf(problem), problem.range.start.line]);
      equal(
        found.filter(([rule]) => rule === 'duplicate-example'),
        [201, 202].map((line) => ['duplicate-example', line]),
      );
    }, 90_000);
    const last = vscode.languages.getDiagnostics(uri).filter(({ range }) => range.start.line === all.length - 1);
    equal(
      last.map((problem) => [ruleOf(problem), problem.range.start.character]),
      [['missing-role', key]],
    );
  });
});
