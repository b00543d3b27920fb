import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, serverRuns, show } from '../support/editor.js';
import { click, count, hasPage, press, read, screenshot } from '../support/page.js';
import { writeFile } from '../support/workspace.js';

const shown = (text: string | RegExp, selector = 'main'): Promise<void> =>
  eventually(async () => includes(((await read(selector, 2000)) ?? []).join('\n'), text), 20_000);

async function open(path: string, text: string, at: number): Promise<vscode.TextEditor> {
  const editor = await show(path, text);
  editor.selection = new vscode.Selection(at, 0, at, 0);
  await vscode.commands.executeCommand('exemplar.openPreview');
  return editor;
}

describe('a chat preview that stays open', function () {
  this.timeout(120_000);

  before(() => serverRuns());
  beforeEach(async function () {
    if (!(await hasPage())) this.skip();
  });
  afterEach(closeAll);

  it('shows what another program writes into the file', async () => {
    const editor = await open('preview-disk.jsonl', `${cleanLines.join('\n')}\n`, 3);
    await shown('What is 3 and one?');
    await writeFile('preview-disk.jsonl', `${cleanLines.join('\n').replace('What is 3 and one?', 'What does another program say?')}\n`);
    await eventually(() => includes(editor.document.getText(), 'What does another program say?'), 20_000);
    // The editor itself moves its cursor behind what has changed, and the preview goes along.
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await shown('What does another program say?');
    equal(editor.document.isDirty, false);
    // The line that is shown is gone.
    await writeFile('preview-disk.jsonl', `${cleanLines[0]}\n`);
    await shown(/What is 0 and one\?|This line is blank/);
    await writeFile('preview-disk.jsonl', '{"messages":[{"role":"user","content":"Half a li');
    await shown('This line is broken');
    await shown('Half a li');
  });

  it('draws five megabytes when they are asked for, and goes on', async () => {
    const huge = JSON.stringify({
      messages: [
        { role: 'user', content: 'one two three '.repeat(380_000) },
        { role: 'assistant', content: 'Long, and **bold**.' },
      ],
    });
    const editor = await open('preview-huge.jsonl', `${[...cleanLines, huge].join('\n')}\n`, 10);
    await shown('Long, and bold.');
    await shown(/Cut after 20,000 of 5,320,000 characters/, '.message .cut');
    await click('.message .cut button');
    // What is in sight comes first, and the rest piece by piece.
    await shown(/Shown as it stands: [\s\S]*(?:one|two|three) (?:one|two|three) /, '.message.user .plain');
    await eventually(async () => equal(await count('.message.user [aria-busy]'), 0), 60_000);
    ok(((await count('.message.user .piece')) ?? 0) > 5_320_000 / 16_000, 'all pieces are there');
    await shown('Long, and bold.', '.message.assistant');
    await click('.summary');
    // Pressed until it is heard: a page that still lays out five megabytes may pass over a key. What is out of sight has no text.
    await eventually(async () => {
      await press('End');
      includes((await read('.message.user .piece >> nth=-1', 2000))?.[0] ?? '', /one two three\s*$/);
    }, 20_000);
    await screenshot('preview-huge');
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await shown('What is 2 and one?');
  });
});
