import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, serverRuns, show } from '../support/editor.js';
import { count, hasPage, hover, move, press, read, screenshot } from '../support/page.js';

const line = JSON.stringify({
  messages: [
    { role: 'system', content: 'You help guests of a hotel. Answer in one or two sentences.' },
    { role: 'user', content: 'Is there a pool?\n\nAnd may I bring my dog 🧑‍🚀 “Unwahrscheinlichkeit”?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'house_rules', arguments: '{"about":["pool","dogs"]}' } }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: '{"pool":"7-22","dogs":true}' },
    { role: 'assistant', content: 'Yes: the pool is open from 7 to 22, and dogs are welcome.' },
  ],
});
const painted = '.view-overlays [class*="TextEditorDecorationType"]';
const status = '#exemplar\\.tokens, [id$="exemplar.tokens"]';

async function open(path: string, lines: readonly string[], at: number): Promise<vscode.TextEditor> {
  const editor = await show(path, `${lines.join('\n')}\n`);
  return vscode.window.showTextDocument(editor.document, { preview: false, selection: new vscode.Range(at, 20, at, 20) });
}

const toggle = (): Thenable<unknown> => vscode.commands.executeCommand('exemplar.showTokens');
const isPainted = (): Promise<void> => eventually(async () => ok(((await count(painted)) ?? 0) > 20, 'tokens have colours'));
const isBare = (): Promise<void> => eventually(async () => equal(await count(painted), 0));

describe('token boundaries', function () {
  this.timeout(90_000);

  before(() => serverRuns());
  beforeEach(async function () {
    if (!(await hasPage())) this.skip();
    await vscode.workspace.getConfiguration('editor').update('wordWrap', 'on', vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration('editor').update('wordWrap', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  it('are coloured in the line of the cursor, tell their numbers, and go with the same command', async () => {
    await open('tokens.jsonl', [...cleanLines, line], 10);
    await toggle();
    await isPainted();
    includes(((await read(status, 2000)) ?? []).join(' '), /\d+ tokens of text/);
    await eventually(async () => {
      // What moves under the mouse may close a hover that was opening, and a mouse that stands still opens no other.
      await move(1, 1);
      await hover('.view-lines span:has-text("Unwahrscheinlichkeit")');
      includes(((await read('.monaco-hover', 2000)) ?? []).join('\n'), /Token \d+ of \d+ in this text · id \d+/);
    });
    await screenshot('tokens-hover');
    await toggle();
    await isBare();
  });

  it('go with Escape, and when the cursor leaves the line; they follow what is typed', async () => {
    const editor = await open('tokens-leave.jsonl', [...cleanLines, line], 10);
    await toggle();
    await isPainted();
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await press('Escape');
    await isBare();
    await toggle();
    await isPainted();
    const before = (await count(painted)) ?? 0;
    await editor.edit((edit) => edit.insert(new vscode.Position(10, line.indexOf('You help')), 'Hello there, dear friend of the house. '));
    await eventually(async () => ok(((await count(painted)) ?? 0) > before, 'what was typed has colours'));
    editor.selection = new vscode.Selection(2, 3, 2, 3);
    await isBare();
  });

  it('can be told apart in dark and light themes and in high contrast', async () => {
    const workbench = vscode.workspace.getConfiguration('workbench');
    const before = workbench.inspect('colorTheme')?.globalValue;
    await open('tokens-themes.jsonl', [...cleanLines, line], 10);
    await toggle();
    await isPainted();
    try {
      const classes = { dark: 'vs-dark', light: 'vs', 'high-contrast': 'hc-black' } as const;
      for (const [kind, theme] of [
        ['dark', 'Default Dark Modern'],
        ['light', 'Default Light Modern'],
        ['high-contrast', 'Default High Contrast'],
      ] as const) {
        await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
        await eventually(async () => equal(await count(`.monaco-workbench.${classes[kind]}`), 1));
        await screenshot(`tokens-${kind}`);
      }
    } finally {
      await workbench.update('colorTheme', before, vscode.ConfigurationTarget.Global);
    }
  });

  it('of a message of five megabytes are shown around the cursor', async () => {
    const huge = JSON.stringify({
      messages: [
        { role: 'user', content: 'one two three '.repeat(360_000) },
        { role: 'assistant', content: 'Long.' },
      ],
    });
    await open('tokens-huge.jsonl', [...cleanLines, huge], 10);
    await toggle();
    await eventually(async () => includes(((await read(status, 2000)) ?? []).join(' '), /1,\d\d\d,\d\d\d tokens of text/), 30_000);
    await screenshot('tokens-huge');
  });

  it('say why there are none to show', async () => {
    await open('tokens-none.jsonl', [...cleanLines, '{"messages":['], 10);
    await toggle();
    await eventually(async () => {
      await vscode.commands.executeCommand('notifications.showList');
      includes(((await read('.notifications-center .notification-list-item', 1000)) ?? []).join(' '), 'This line is broken');
    });
    equal(await count(painted), 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
