import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, problems, show } from '../support/editor.js';
import { click, count, hasPage, listed, press, screenshot } from '../support/page.js';

interface Fixed {
  readonly applied: number;
  readonly remains: { readonly error: number; readonly fixable: number };
}

const line = (question: string): string => `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"Yes."}]}`;
const comma = (question: string): string => `${line(question).slice(0, -1)},}`;
const unanswered = `${line('Do you sell bags?').slice(0, -2)},{"role":"user","content":"And pens?"}]}`;
const faulty = [...cleanLines, comma('Is it open?'), '', unanswered, comma('Is it free?'), ''].join('\n');
const safelyFixed = [...cleanLines, line('Is it open?'), unanswered, line('Is it free?'), ''].join('\n');
const whollyFixed = safelyFixed.replace(unanswered, line('Do you sell bags?'));

const fix = (uri?: vscode.Uri): Thenable<Fixed | undefined> => vscode.commands.executeCommand<Fixed | undefined>('exemplar.fixFile', uri);

describe('fixing a whole file', () => {
  afterEach(closeAll);

  it('lists the remedies, shows their result and applies the safe ones as one step', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('fix-file.jsonl', faulty);
    await problems(document, ['invalid-json', 'blank-line', 'last-message', 'invalid-json']);
    const done = fix();
    const rows = await listed('Remove the trailing comma');
    includes(
      rows,
      /Remove the trailing comma[\s\S]*2 times, first in line 11[\s\S]*A line is not JSON[\s\S]*necessary[\s\S]*Remove the last message/,
    );
    includes(rows, /Delete the blank line[\s\S]*recommended/);
    await screenshot('fix-remedies');
    await press('Enter');
    includes(await listed('Apply 3 fixes'), 'Checked again: 1 error remains (last-message)');
    const compared = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'exemplar-fixed');
    equal(
      compared.map((each) => [each.getText(), each.languageId]),
      [
        [faulty, 'jsonl'],
        [safelyFixed, 'jsonl'],
      ],
    );
    equal(document.getText(), faulty);
    ok(tabs().some(({ label }) => label === 'fix-file.jsonl: as it is ↔ fixed'));
    // The comparison is drawn when it is worked out, in a worker.
    await eventually(async () => ok((await count('.monaco-diff-editor .line-insert')) !== 0));
    await screenshot('fix-diff');
    await press('Enter');
    equal((await done)?.remains.error, 1);
    equal(document.getText(), safelyFixed);
    await problems(document, ['last-message']);
    equal(
      tabs().map(({ label }) => label),
      ['fix-file.jsonl'],
    );
    await screenshot('fix-done');
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), faulty);
  });

  it('goes back to the list, and applies a suggestion when it is ticked', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('fix-more.jsonl', faulty);
    await problems(document, ['invalid-json', 'blank-line', 'last-message', 'invalid-json']);
    const done = fix(document.uri);
    await listed('Remove the trailing comma');
    await press('Enter');
    await listed('Apply 3 fixes');
    await click('.quick-input-titlebar .codicon-quick-input-back');
    await listed('Remove the trailing comma');
    await click('.quick-input-list .monaco-list-row:has-text("Remove the last message")');
    await press('Enter');
    includes(await listed('Apply 4 fixes'), 'no problems remain');
    await press('Enter');
    equal((await done)?.applied, 4);
    equal(document.getText(), whollyFixed);
    await problems(document, []);
  });

  it('changes nothing when the user gives up', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('fix-not.jsonl', faulty);
    const done = fix();
    await listed('Remove the trailing comma');
    await press('Enter');
    await listed('Apply 3 fixes');
    await press('Escape');
    equal(await done, undefined);
    equal(document.getText(), faulty);
    equal(document.isDirty, false);
    equal(
      tabs().map(({ label }) => label),
      ['fix-not.jsonl'],
    );
  });

  it('does not overwrite what was typed meanwhile', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('fix-typed.jsonl', faulty);
    const done = fix();
    await listed('Remove the trailing comma');
    await press('Enter');
    await listed('Apply 3 fixes');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${line('New?')}\n`);
    await vscode.workspace.applyEdit(edit);
    await press('Enter');
    equal(await done, undefined);
    equal(document.getText(), `${line('New?')}\n${faulty}`);
  });

  it('asks nothing when there is nothing to fix', async () => {
    const { document } = await show('fix-clean.jsonl', `${cleanLines.join('\n')}\n`);
    equal(await fix(), undefined);
    equal(document.isDirty, false);
  });
});

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** Waits until the picker shows a text and returns all that it shows. */
