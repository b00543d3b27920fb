import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, serializers, serverRuns, show } from '../support/editor.js';
import { look } from '../support/look.js';
import { click, count, hasPage, press, read } from '../support/page.js';
import { inWorkspace } from '../support/workspace.js';

const system = { role: 'system', content: 'You help guests of a hotel. Answer in one or two sentences.' };
const masked = JSON.stringify({
  messages: [
    system,
    { role: 'user', content: 'Is there a pool?' },
    { role: 'assistant', content: 'I am not sure about that.', weight: 0 },
    { role: 'user', content: 'Please find out, and say until when.' },
    { role: 'assistant', content: 'There is one **on the roof**. It is open from seven to ten.' },
  ],
});
const nothing = JSON.stringify({
  messages: [system, { role: 'user', content: 'Is there a pool?' }, { role: 'assistant', content: 'No idea.', weight: 0 }],
});
const overlong = JSON.stringify({
  messages: [
    system,
    { role: 'user', content: 'Tell me the rules of the house.' },
    { role: 'assistant', content: 'Be quiet after ten, and leave the towels where they are. '.repeat(6_000) },
    { role: 'user', content: 'Shorter, please.' },
    { role: 'assistant', content: 'Be quiet.' },
  ],
});
const lines = [...cleanLines, masked, nothing, overlong];

async function open(path: string, at: number): Promise<vscode.TextEditor> {
  const editor = await show(path, `${lines.join('\n')}\n`);
  select(editor, at);
  await vscode.commands.executeCommand('exemplar.showTraining');
  return editor;
}

function select(editor: vscode.TextEditor, line: number): void {
  const start = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(start, start);
}

const says = (text: string | RegExp, selector = '.training'): Promise<void> =>
  // The first page of a window takes a while on a busy machine.
  eventually(async () => includes(((await read(selector, 2000)) ?? []).join('\n'), text), 40_000);

describe('what trains', function () {
  // Three themes and three checks of accessibility take a while on a busy machine.
  this.timeout(120_000);

  before(() => serverRuns());
  beforeEach(async function () {
    if (!(await hasPage())) this.skip();
  });
  afterEach(closeAll);

  it('is said in one sentence, in tokens, in the trainer’s terms and at each message', async () => {
    await open('training.jsonl', 10);
    await says(/1 of 2 answers is learnt\./);
    await says(/\d+ learnt\s*\d+ only read\s*(about )?\d+ tokens in all; OpenAI bills all of them each epoch/);
    await says('weight: 0');
    equal(await count('.message.lot.learnt'), 1);
    equal(await count('.message.lot.read'), 4);
    await says('only read: its weight is 0', '.message.lot .fate');
    await look('training');
  });

  it('says why nothing is left to learn, follows the cursor, and goes with its button and with T', async () => {
    const editor = await open('training-nothing.jsonl', 11);
    await says('Nothing is learnt: the only answer is left out, as its weight is 0.');
    await look('training-nothing');
    select(editor, 10);
    await says('1 of 2 answers is learnt');
    await click('vscode-toolbar-button.trains');
    await eventually(async () => equal(await count('.training'), 0));
    equal(await count('.message.trained'), 1);
    await click('main');
    await press('t');
    await says('1 of 2 answers is learnt');
  });

  it('shows where an example that is too long is cut', async () => {
    await open('training-overlong.jsonl', 12);
    await says(/1 of 2 answers is learnt.*cut at the 65,536 tokens that OpenAI takes/);
    await eventually(async () => equal(await count('.cut-line'), 1));
    equal(await count('.message.lot.cut'), 2);
    await says('OpenAI bills 65,536 of them each epoch');
    await click('.training button:has-text("Go to the cut")');
    ok(((await read('.divided .left', 2000)) ?? []).join('').length <= 4_000);
    await look('training-overlong');
  });

  it('is still shown after a reload of the window', async () => {
    const editor = await show('training-back.jsonl', `${lines.join('\n')}\n`);
    const { document } = editor;
    // VS Code brings the cursor back as well.
    select(editor, 10);
    const state = { uri: document.uri.toString(), line: 10, raw: false, text: '', rule: '', scroll: 0 };
    for (const training of [true, false]) {
      const panel = vscode.window.createWebviewPanel('exemplar.preview', 'Preview', {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
      });
      await serializers().preview.deserializeWebviewPanel(panel, { ...state, training });
      await says('Please find out, and say until when.', 'main');
      if (training) await says(/1 of 2 answers is learnt/);
      else await eventually(async () => equal(await count('.training'), 0));
      equal(panel.title, 'Preview training-back.jsonl');
    }
  });

  it('says so after a reload when the file is gone', async () => {
    const panel = vscode.window.createWebviewPanel('exemplar.preview', 'Preview', {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    const uri = inWorkspace('training-gone.jsonl').toString();
    await serializers().preview.deserializeWebviewPanel(panel, { uri, line: 4, raw: false, training: true, text: '', rule: '', scroll: 0 });
    await says('training-gone.jsonl cannot be shown', '.notice');
  });

  it('follows the target', async () => {
    const settings = vscode.workspace.getConfiguration('exemplar');
    await open('training-target.jsonl', 10);
    await says('1 of 2 answers is learnt');
    try {
      await settings.update('target', 'trl');
      await says('Everything is learnt, questions included');
      await says('assistant_only_loss=True');
    } finally {
      await settings.update('target', undefined);
    }
  });
});
