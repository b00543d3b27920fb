import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, ruleOf, serverRuns, show } from '../support/editor.js';
import { click, hasPage, hover, listed, press, read, screenshot } from '../support/page.js';

const padded = (index: number): string =>
  `{"messages":[{"role":"user","content":"What is ${index} and two?"},{"role":"assistant","content":" It is ${index + 2}."}]}`;
const unanswered = '{"messages":[{"role":"user","content":"Unanswered?"}]}';
const text = [...cleanLines, ...Array.from({ length: 1200 }, (_, index) => padded(index)), unanswered, ''].join('\n');

describe('more problems than VS Code shows', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('are shown worst first and summed up by rule, each leading to its line', async function () {
    const { document } = await show('many-problems.jsonl', text);
    await eventually(() => {
      const rules = vscode.languages.getDiagnostics(document.uri).map(ruleOf);
      equal(rules.length, 1000);
      // The worst stands last in the file, and is among them all the same.
      ok(rules.includes('no-assistant-message'), `no error among ${[...new Set(rules)].join(', ')}`);
    });
    if (!(await hasPage())) return this.skip();
    const done = vscode.commands.executeCommand('exemplar.showProblems');
    const list = await listed('content-whitespace');
    includes(list, /no-assistant-message[\s\S]*line 1,211[\s\S]*content-whitespace[\s\S]*1,200 times, first in line 11/);
    await screenshot('many-problems');
    await press('Enter');
    await done;
    equal(vscode.window.activeTextEditor?.selection.active.line, 1210);
  });

  it('are listed of the file that is named, and not of the one in front', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('named-problems.jsonl', [...cleanLines, unanswered, ''].join('\n'));
    await show('problems-in-front.jsonl', [...cleanLines, padded(1), ''].join('\n'));
    const done = vscode.commands.executeCommand('exemplar.showProblems', document.uri);
    const list = await listed('no-assistant-message');
    ok(!list.includes('content-whitespace'), list);
    await press('Enter');
    await done;
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.toString(), document.uri.toString());
    equal(editor?.selection.active.line, 10);
  });

  it('are summed up in the language status where they are alike, which leads to the first', async function () {
    if (!(await hasPage())) return this.skip();
    await show('alike.jsonl', [...cleanLines, ...Array.from({ length: 900 }, (_, index) => padded(index)), unanswered, ''].join('\n'));
    await eventually(async () => {
      await hover('[id="status.languageStatus"]');
      const said = (await read('.hover-language-status', 2000))?.join('\n') ?? '';
      includes(said, '1 error, 900 notes');
      includes(said, /content-whitespace\s+900 times\s+Line 11/);
    });
    await screenshot('alike');
    await click('.hover-language-status >> text=Line 11');
    await eventually(() => equal(vscode.window.activeTextEditor?.selection.active.line, 10));
  });
});
