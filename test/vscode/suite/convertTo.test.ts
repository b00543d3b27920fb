import * as vscode from 'vscode';
import { equal, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, problems, show } from '../support/editor.js';
import { hasPage, isAsked, listed, press, screenshot, type } from '../support/page.js';

const sharegpt = [
  '{"id":1,"conversations":[{"from":"human","value":"Is it open?"},{"from":"gpt","value":"Until five."}]}',
  '{"id":2,"conversations":[{"from":"human","value":"And on Sunday?"}]}',
  '{"conversations":[{"from":"human","value":"Is it free?"},{"from":"gpt","value":"On Mondays."}]}',
  '',
].join('\n');
const chat = [
  '{"messages":[{"role":"user","content":"Is it open?"},{"role":"assistant","content":"Until five."}]}',
  '{"messages":[{"role":"user","content":"Is it free?"},{"role":"assistant","content":"On Mondays."}]}',
  '',
].join('\n');

describe('converting a file to another shape', () => {
  afterEach(closeAll);

  it('offers the shapes, the target’s first, shows what gets lost, and opens the result as a new file', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('convert-to.jsonl', sharegpt);
    await problems(document, ['shape-not-accepted']);
    const done = vscode.commands.executeCommand('exemplar.convertTo');
    const shapes = await listed('Chat messages');
    includes(shapes, /^Chat messages[\s\S]*OpenAI trains on it/);
    includes(shapes, 'Bedrock conversations');
    await screenshot('convert-to-shapes');
    await type('chat mess');
    await press('Enter');
    const result = await listed('Open as a New File');
    includes(result, '`id` dropped on line 1');
    includes(result, 'Left out line 2: it has no answer');
    await screenshot('convert-to-result');
    await press('Enter');
    equal(await done, { written: 2, losses: ['`id` dropped on line 1.', 'Left out line 2: it has no answer.'] });
    const opened = vscode.window.activeTextEditor?.document;
    equal([opened?.isUntitled, opened?.languageId, opened?.getText()], [true, 'jsonl', chat]);
    equal([document.getText(), document.isDirty], [sharegpt, false]);
    await screenshot('convert-to-done');
  });

  it('writes a file beside it, and replaces none', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('convert-beside.jsonl', sharegpt);
    await problems(document, ['shape-not-accepted']);
    for (const name of ['convert-beside.chat.jsonl', 'convert-beside.chat-2.jsonl']) {
      const done = vscode.commands.executeCommand('exemplar.convertTo', { uri: document.uri.toString(), to: 'chat' });
      await listed('Write a File Beside It');
      await press('ArrowDown');
      await press('Enter');
      await done;
      const opened = vscode.window.activeTextEditor?.document;
      ok(opened?.uri.path.endsWith(`/${name}`));
      equal(opened?.getText(), chat);
    }
  });

  it('stands in the light bulb where the target does not take the shape', async () => {
    const { document } = await show('convert-bulb.jsonl', sharegpt);
    const [problem] = await problems(document, ['shape-not-accepted']);
    ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    for (const wanted of ['Convert File…', 'Select Training Target…']) {
      const action = actions.find(({ title }) => title === wanted);
      equal(action?.command?.arguments, [{ uri: document.uri.toString() }]);
    }
  });

  it('is where the explorer’s command leads for a file of examples', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('convert-menu.jsonl', sharegpt);
    await problems(document, ['shape-not-accepted']);
    const done = vscode.commands.executeCommand('exemplar.convertFile', document.uri);
    await listed('Chat messages');
    await press('Escape');
    await done;
  });
});

describe('examples as a prompt', () => {
  afterEach(closeAll);

  it('makes a prompt of the selected examples, ending where the model is to write', async () => {
    const editor = await show('prompt.jsonl', `${cleanLines.slice(0, 3).join('\n')}\n`);
    await problems(editor.document, ['too-few-examples']);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    const options = { form: 'keyed', assistant: 'anita', question: '', destination: 'editor' };
    const prompt = await vscode.commands.executeCommand<string>('exemplar.copyPrompt', options);
    equal(vscode.window.activeTextEditor?.document.getText(), prompt);
    equal(prompt.split('\n').slice(2), [
      '[{"user": "What is 0 and one?"}, {"anita": "It is 1."}]',
      '[{"user": "What is 1 and one?"}, {"anita": "',
    ]);
  });

  it('asks for what is not given', async function () {
    if (!(await hasPage())) return this.skip();
    const editor = await show('prompt-ask.jsonl', `${cleanLines.slice(0, 2).join('\n')}\n`);
    await problems(editor.document, ['too-few-examples']);
    const done = vscode.commands.executeCommand<string>('exemplar.copyPrompt');
    await listed('Turns with Labels');
    await screenshot('prompt-forms');
    await press('Enter');
    await isAsked('Question');
    await type('What is two and one?');
    await press('Enter');
    await listed('Open in a New Editor');
    await press('ArrowDown');
    await press('Enter');
    const prompt = await done;
    ok(prompt.endsWith('user: What is two and one?\n\nassistant:'));
    equal(vscode.window.activeTextEditor?.document.getText(), prompt);
    await screenshot('prompt-opened');
  });
});

/** Waits until the picker shows a text and returns all that it shows. */
