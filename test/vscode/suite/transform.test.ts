import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, serverRuns, show } from '../support/editor.js';
import { asked, count, hasPage, isAsked, listed, press, read, screenshot, type } from '../support/page.js';
import { inWorkspace, writeFile } from '../support/workspace.js';

const long = JSON.stringify({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Tell me of the sea, of ships and of the wind that drives them.' },
    { role: 'assistant', content: 'Wide.' },
    { role: 'user', content: 'And?' },
    { role: 'assistant', content: 'Blue.' },
  ],
});
const odd = '{ "messages" : [ {"role":"user","content":"1.0 \\u00e9"}, {"role":"assistant","content":"Yes."} ], "n":1.50 }';
const lines = [...cleanLines, long, odd, cleanLines[0] ?? ''];
const text = `${lines.join('\n')}\n`;
const system = '{"role":"system","content":"Be kind."},';

interface Step {
  readonly command: string;
  /** What each question shows, and what is typed into it, before the result is shown. */
  readonly answers: readonly (readonly [question: string, answer: string])[];
  readonly summary: string;
  readonly after: (changed: readonly string[]) => void;
}

const steps: readonly Step[] = [
  {
    command: 'removeDuplicates',
    answers: [],
    summary: '1 repeated example removed, 12 examples kept',
    after: (changed) => equal(changed, lines.slice(0, -1)),
  },
  {
    command: 'shuffleExamples',
    answers: [['The seed', '']],
    summary: '13 lines shuffled with seed 1',
    after: (changed) => {
      ok(changed.join() !== lines.join());
      equal([...changed].sort(), [...lines].sort());
    },
  },
  {
    command: 'sortExamples',
    answers: [['Most characters', 'Most characters']],
    summary: '13 lines sorted by characters, the longest first',
    after: (changed) => equal(changed[0], long),
  },
  {
    command: 'evenSpacing',
    answers: [['Compact', 'Compact']],
    summary: '1 line respaced',
    after: (changed) =>
      equal(changed[11], '{"messages":[{"role":"user","content":"1.0 \\u00e9"},{"role":"assistant","content":"Yes."}],"n":1.50}'),
  },
  {
    command: 'setSystemPrompt',
    answers: [
      ['The system prompt', 'Be kind.'],
      ['On every example', 'On every'],
    ],
    summary: '13 lines given the system prompt',
    after: (changed) => {
      equal(changed[0], cleanLines[0]?.replace('[', `[${system}`));
      equal(changed[10], long.replace('Be brief.', 'Be kind.'));
    },
  },
  {
    command: 'removeSystemPrompt',
    answers: [],
    summary: '1 line rid of the system prompt',
    after: (changed) => equal(changed[10], long.replace(/\{"role":"system"[^}]*\},/, '')),
  },
  {
    command: 'setWeights',
    answers: [['The last of each', 'The last']],
    summary: '1 line changed so that the last answer alone is learnt',
    after: (changed) => equal(changed[10], long.replace('"Wide."', '"Wide.","weight":0')),
  },
];

describe('working on a whole file', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  for (const { command, answers, summary, after } of steps) {
    it(`${command}: shows the result, applies it as one step, and undoes it`, async function () {
      if (!(await hasPage())) return this.skip();
      const { document } = await show(`transform-${command}.jsonl`, text);
      const done = vscode.commands.executeCommand<{ summary: string } | undefined>(`exemplar.${command}`);
      for (const [question, answer] of answers) await respond(question, answer);
      includes(await listed('Apply'), summary);
      equal(document.getText(), text);
      await screenshot(`transform-${command}`);
      await press('Enter');
      equal((await done)?.summary, summary);
      after(document.getText().trimEnd().split('\n'));
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), text);
    });
  }

  it('offers everything in one picker, and changes nothing when the user gives up', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('transform-picker.jsonl', text);
    const done = vscode.commands.executeCommand('exemplar.transformFile');
    includes(await listed('Remove repeated examples'), 'Split into training and validation');
    await screenshot('transform-picker');
    await press('Enter');
    await listed('Apply');
    await press('Escape');
    equal(await done, undefined);
    equal(document.getText(), text);
    equal(document.isDirty, false);
  });

  it('splits into two files and asks before it writes over one', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('transform-split.jsonl', text);
    await writeFile('transform-split-train.jsonl', 'precious\n');
    const contents = async (name: string): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(name)));
    for (const overwrite of [false, true]) {
      await vscode.window.showTextDocument(document);
      const done = vscode.commands.executeCommand<{ training: number; validation: number } | undefined>('exemplar.splitFile');
      await respond('How much is kept', '25%');
      await respond('The seed', '7');
      await respond('The name of the file for training', '');
      await respond('The name of the file for validation', '');
      const shown = await listed('Write both');
      includes(shown, '10 lines for training and 3 lines for validation with seed 7');
      includes(shown, 'over transform-split-train.jsonl');
      await screenshot('transform-split');
      // The first choice overwrites nothing.
      if (overwrite) await press('ArrowDown');
      await press('Enter');
      equal((await done)?.validation, overwrite ? 3 : undefined);
      equal((await contents('transform-split-train.jsonl')) === 'precious\n', !overwrite);
    }
    const parts = [await contents('transform-split-train.jsonl'), await contents('transform-split-validation.jsonl')];
    equal(parts.join('').trimEnd().split('\n').sort(), [...lines].sort());
    equal(parts.filter((part) => part.includes(cleanLines[0] ?? '')).length, 1);
    equal(document.getText(), text);
  });

  it('does not move lines of a record that is spread over several, says so before it asks, and offers to fix that first', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('transform-spread.jsonl', `${text}{\n"messages": []}\n`);
    for (const command of ['exemplar.splitFile', 'exemplar.shuffleExamples', 'exemplar.sortExamples']) {
      equal(await vscode.commands.executeCommand(command), undefined);
      await eventually(async () => {
        await vscode.commands.executeCommand('notifications.showList');
        includes((await read('.notifications-center .notification-list-item', 1000))?.join() ?? '', /is no JSON[\s\S]*fix the file first/);
        equal(await count('.notifications-center .monaco-button:has-text("Fix Training File…")'), 1);
      });
      await screenshot('transform-refused');
      equal(document.isDirty, false);
      await vscode.commands.executeCommand('notifications.clearAll');
    }
  });

  it('selects what a query matches and extracts it', async function () {
    if (!(await hasPage())) return this.skip();
    const editor = await show('transform-select.jsonl', text);
    const done = vscode.commands.executeCommand<{ matching: number } | undefined>('exemplar.selectExamples');
    // What is wrong is said where it was typed, and all that is typed goes there.
    await respond('For example', 'rule:nosuch');
    await isAsked('There is no rule nosuch');
    await respond('There is no rule', 'zebra');
    await isAsked(/None of the \d+ lines matches/);
    equal(editor.document.getText(), text);
    await screenshot('transform-select-refused');
    await respond('matches', 'role:system or "What is 3"');
    equal((await done)?.matching, 2);
    await eventually(() =>
      equal(
        editor.selections.map(({ active }) => active.line),
        [3, 10],
      ),
    );
    await screenshot('transform-select');
    equal(await vscode.commands.executeCommand('exemplar.extractExamples'), { examples: 2 });
    equal(vscode.window.activeTextEditor?.document.getText(), `${lines[3]}\n${long}\n`);
    equal(editor.document.getText(), text);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

/** Waits until a question is asked and answers it; nothing typed takes what is there already. */
async function respond(question: string, answer: string): Promise<void> {
  await eventually(async () => {
    const shown = (await read(`${asked} :is(.quick-input-list .monaco-list-row, .quick-input-message)`, 2000)) ?? [];
    includes(shown.join('\n'), question);
  });
  if (answer) {
    await press('Control+A');
    await type(answer);
  }
  await press('Enter');
}
