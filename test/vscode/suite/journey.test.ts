import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { closeAll, problems, ruleOf, show } from '../support/editor.js';
import { click, hasPage, hoverText, isAsked, listed, press, read, remedies, screenshot, type } from '../support/page.js';

// The way of somebody who opens a training file for the first time, with hands and eyes: through the window, not the API.

const system = '{"role":"system","content":"You are the help desk of a library. Answer in one or two sentences."}';
const example = (question: string, answer: string): string =>
  `{"messages":[${system},{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;
const good: readonly string[] = [
  example('When do you open on Sundays?', 'At ten, and we close at five.'),
  example('How long may I keep a book?', 'Four weeks. You may renew it twice if nobody waits for it.'),
  example('I lost my card.', 'Please tell us at the desk; a new one costs two euros.'),
  example('Can I bring coffee?', 'With a lid, yes. Please keep it away from the old maps.'),
  example('Do you lend laptops?', 'Yes, for three hours and inside the building.'),
  example('Is there a quiet room?', 'The second floor is quiet all day.'),
  example('Where can I print?', 'Next to the entrance. A page costs ten cents.'),
  example('May my dog come in?', 'Only guide dogs may, I am afraid.'),
  example('How do I reserve a book?', 'Look it up in the catalogue and choose “Reserve”.'),
];
const faulty = [
  example('Do you have newspapers?', 'Yes, about thirty, on the ground floor.').replace('"role":"assistant"', '"role":"bot"'),
  example('Can I pay by card?', 'Yes, from five euros.').replace('}]}', ',}]}'),
  example('Who reads to children?', 'Volunteers do, on Wednesdays at four.').replace('"content":"Who', '"contents":"Who'),
];

describe('the first visit', () => {
  afterEach(closeAll);

  it('shows what is wrong, in the line and in the list of problems', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('library.jsonl', `${[...good, ...faulty].join('\n')}\n`);
    await problems(document, ['unknown-role', 'invalid-json', 'missing-content']);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    const rows = await eventually(async () => {
      const texts = (await read('.markers-panel .monaco-tl-row', 2000)) ?? [];
      ok(texts.length > 3);
      return texts.join('\n');
    });
    for (const rule of ['unknown-role', 'invalid-json', 'missing-content']) includes(rows, rule);
    ok(((await read('.markers-panel a .marker-code')) ?? []).length > 0, 'rule ids are links');
    ok((await read('.squiggly-error'))?.length);
    await screenshot('journey-problems');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('says what an example costs where the mouse is', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('library-hover.jsonl', `${good.join('\n')}\n${good[0]?.replace('Sundays', 'Mondays')}\n`);
    await problems(document, []);
    const text = await eventually(async () => {
      await hoverText('messages');
      const shown = ((await read('.monaco-hover-content', 2000)) ?? []).join('\n');
      includes(shown, /\d+ tokens/);
      return shown;
    });
    includes(text, /\$/);
    await screenshot('journey-hover');
  });

  it('completes a half-typed line so that it is valid', async function () {
    if (!(await hasPage())) return this.skip();
    const begun = `{"messages":[${system},{"role":"user","content":"Where are the lockers?"},`;
    const editor = await show('library-typing.jsonl', `${good.join('\n')}\n${begun}`);
    editor.selection = new vscode.Selection(9, begun.length, 9, begun.length);
    await eventually(async () => {
      await press('Control+Space');
      includes(((await read('.suggest-widget .monaco-list-row', 2000)) ?? []).join('\n'), 'assistant');
    });
    await screenshot('journey-completion');
    await press('Enter');
    await type('Behind the stairs.');
    await eventually(() => {
      const line = editor.document.lineAt(9).text;
      equal(JSON.parse(line).messages.at(-1), { role: 'assistant', content: 'Behind the stairs.' });
    });
    await problems(editor.document, []);
  });

  it('mends a line by its quick fix', async function () {
    if (!(await hasPage())) return this.skip();
    const editor = await show('library-fix.jsonl', `${[...good, faulty[0]].join('\n')}\n`);
    const [problem] = await problems(editor.document, ['unknown-role']);
    ok(problem);
    equal(ruleOf(problem), 'unknown-role');
    editor.selection = new vscode.Selection(problem.range.start, problem.range.start);
    editor.revealRange(problem.range);
    await remedies('assistant');
    await screenshot('journey-quickfix');
    await press('Enter');
    await problems(editor.document, []);
    equal(JSON.parse(editor.document.lineAt(9).text).messages[2].role, 'assistant');
  });

  it('turns a passage into an example at the end of the file', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('library-append.jsonl', `${good.join('\n')}\n`);
    await show(
      'rules.txt',
      'Lockers are behind the stairs. They take a coin of one euro, which you get back. Please empty yours at night.\n',
    );
    const done = vscode.commands.executeCommand('exemplar.convertSelection');
    await listed('Passage');
    await screenshot('journey-convert');
    await press('Enter');
    await isAsked(/[Pp]rompt/);
    await press('Control+a');
    await type('Where can I leave my bag?');
    await screenshot('journey-prompt');
    await press('Enter');
    await listed('library-append.jsonl');
    await click('.quick-input-list .monaco-list-row:has-text("library-append.jsonl")');
    await done;
    await eventually(() => equal(document.lineCount, good.length + 2));
    const { messages } = JSON.parse(document.lineAt(good.length).text);
    equal(
      messages.map(({ role }: { readonly role: string }) => role),
      ['system', 'user', 'assistant'],
    );
    equal(messages[1].content, 'Where can I leave my bag?');
    await screenshot('journey-appended');
  });
});
