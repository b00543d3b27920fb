import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, show } from '../support/editor.js';
import { click, hasPage, isAsked, listed, paste, press, read, remedies, screenshot, type } from '../support/page.js';
import { inWorkspace, writeFile } from '../support/workspace.js';

const transcript = 'User: How long does an egg boil?\nAssistant: Eight minutes.\n\nUser: And a soft one?\nAssistant: Six minutes.\n';

interface Converted {
  readonly examples: number;
  readonly notes: readonly string[];
}

function convert(options: object): Thenable<Converted | undefined> {
  return vscode.commands.executeCommand<Converted | undefined>('exemplar.convertSelection', options);
}

function messagesIn(line: string): readonly { readonly role: string; readonly content: string }[] {
  return (JSON.parse(line) as { messages: { role: string; content: string }[] }).messages;
}

describe('converting text', () => {
  afterEach(closeAll);

  it('appends to a file without a final line break, in its own line breaks, as one step', async () => {
    const uri = await writeFile('append.jsonl', cleanLines.join('\r\n'));
    await show('append.txt', transcript);
    const done = await convert({ reading: 'transcript', destination: 'append.jsonl' });
    equal(done?.examples, 1);
    const document = await vscode.workspace.openTextDocument(uri);
    equal(document.lineCount, cleanLines.length + 2);
    equal(document.getText().replaceAll('\r\n', '').includes('\n'), false);
    equal(
      messagesIn(document.lineAt(cleanLines.length).text).map(({ role }) => role),
      ['user', 'assistant', 'user', 'assistant'],
    );
    equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    equal(vscode.window.activeTextEditor?.selection.active.line, cleanLines.length);
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), cleanLines.join('\r\n'));
  });

  it('leaves no blank line between the old and the new', async () => {
    await writeFile('blank.jsonl', `${cleanLines.join('\n')}\n\n  \n`);
    await show('blank.txt', transcript);
    await convert({ reading: 'best', destination: 'blank.jsonl' });
    const document = await vscode.workspace.openTextDocument(inWorkspace('blank.jsonl'));
    equal(document.lineCount, cleanLines.length + 2);
    equal(document.lineAt(cleanLines.length - 1).text, cleanLines.at(-1));
  });

  it('makes the file where there is none', async () => {
    await show('made.txt', transcript);
    await convert({ reading: 'transcript', destination: 'made-by-convert.jsonl' });
    const document = await vscode.workspace.openTextDocument(inWorkspace('made-by-convert.jsonl'));
    equal(document.lineCount, 2);
  });

  it('opens a new training file', async () => {
    await show('new.txt', transcript);
    await convert({ reading: 'transcript', destination: 'new' });
    const document = vscode.window.activeTextEditor?.document;
    ok(document?.isUntitled);
    equal(document.languageId, 'jsonl');
    equal(messagesIn(document.lineAt(0).text).length, 4);
  });

  it('replaces each of several selections by its own lines', async () => {
    const editor = await show('replace.txt', `Before\n${transcript}After\n`);
    editor.selections = [new vscode.Selection(1, 0, 3, 0), new vscode.Selection(4, 0, 6, 0)];
    await convert({ reading: 'transcript', destination: 'replace' });
    const lines = editor.document.getText().split('\n');
    equal(lines.length, 6);
    equal([lines[0], lines[2], lines[4]], ['Before', '', 'After']);
    equal(messagesIn(lines[1] ?? '').at(-1)?.content, 'Eight minutes.');
    equal(messagesIn(lines[3] ?? '').at(-1)?.content, 'Six minutes.');
  });

  it('copies to the clipboard, with the assistant that was named', async () => {
    await show('copy.txt', 'Ann: Shall we go?\nBob: Yes.\nAnn: Now?\nBob: At once.\n');
    await convert({ reading: 'transcript', destination: 'clipboard', assistant: 'Bob' });
    const messages = messagesIn(await vscode.env.clipboard.readText());
    equal(
      messages.filter(({ role }) => role === 'assistant').map(({ content }) => content),
      ['Yes.', 'At once.'],
    );
  });

  it('asks for the reading with a preview, for the assistant and for the destination', async function () {
    if (!(await hasPage())) return this.skip();
    await writeFile('asked.jsonl', `${cleanLines.join('\n')}\n`);
    await vscode.window.showTextDocument(inWorkspace('asked.jsonl'), { preview: false });
    await show('asked.txt', transcript);
    const done = vscode.commands.executeCommand<Converted | undefined>('exemplar.convertSelection');
    await eventually(() => ok(vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'exemplar-preview')));
    await listed('');
    await screenshot('convert-reading');
    await press('Enter');
    await isAsked('Assistant');
    await screenshot('convert-assistant');
    await press('Enter');
    await isAsked('Destination');
    includes(await listed('asked.jsonl'), /^\s*Append to asked\.jsonl/);
    await screenshot('convert-destination');
    await press('Enter');
    equal((await done)?.examples, 1);
    const active = vscode.window.activeTextEditor?.document;
    equal(active?.uri.toString(), inWorkspace('asked.jsonl').toString());
    equal(active?.lineCount, cleanLines.length + 2);
    equal(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label === 'Preview.jsonl'),
      false,
    );
  });

  it('guesses what a FAQ page, a chat export, an interview, a table of tickets and an essay are', async () => {
    const guesses: string[] = [];
    for (const name of ['faq.md', 'chat.txt', 'interview.txt', 'tickets.csv', 'essay.md']) {
      await vscode.window.showTextDocument(inWorkspace(`texts/${name}`));
      const done = await convert({ reading: 'best', destination: 'clipboard' });
      const [first = ''] = (await vscode.env.clipboard.readText()).split('\n');
      guesses.push(`${name}: ${done?.examples}, ${messagesIn(first)[0]?.content}`);
    }
    equal(guesses, [
      'faq.md: 9, Who can borrow?',
      'chat.txt: 1, Hello, is this the bike shop on the canal?',
      'interview.txt: 1, How does somebody become a clockmaker for towers?',
      'tickets.csv: 6, Wrong size\n\nHello, I ordered the rain jacket in M and got an L. Can you swap it?',
      'essay.md: 4, In praise of the second draft',
    ]);
  });

  it('shows what is left out above the lines, where it can be read', async function () {
    if (!(await hasPage())) return this.skip();
    await vscode.window.showTextDocument(inWorkspace('texts/tickets.csv'));
    const done = vscode.commands.executeCommand('exemplar.convertSelection');
    await isAsked('Convert to Training Examples');
    await eventually(() => equal(previewText().split('\n').length, 8));
    const notes = previewText().split('\n').slice(0, 2);
    equal(notes[0], '// Columns “ticket_id”, “created_at”, “channel”, “priority” and “csat” are left out. (line 1)');
    equal(notes[1], '// The answer of this row is empty; the row is left out. (line 11)');
    await screenshot('convert-notes');
    await press('Escape');
    equal(await done, undefined);
  });

  it('offers itself on the light bulb of a text, and only where words are selected', async () => {
    const { document } = await show('bulb.txt', transcript);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const offered = async (range: vscode.Range): Promise<readonly string[]> =>
      (await vscode.commands.executeCommand<readonly vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range)).map(
        ({ title }) => title,
      );
    await eventually(async () => includes((await offered(whole)).join(), 'Convert to Training Examples…'));
    equal(await offered(new vscode.Range(0, 0, 0, 0)), []);
    equal(await offered(new vscode.Range(0, 0, 0, 4)), []);
    if (!(await hasPage())) return;
    await vscode.window.showTextDocument(inWorkspace('texts/faq.md'), { selection: new vscode.Range(7, 0, 30, 0) });
    await remedies('Convert to Training Examples…');
    await screenshot('convert-light-bulb');
    await press('Escape');
  });

  it('makes an example of text between the records by a quick fix, as one step', async () => {
    const text = [...cleanLines.slice(0, 2), ...transcript.trimEnd().split('\n'), ...cleanLines.slice(2), ''].join('\n');
    const editor = await show('stray.jsonl', text);
    editor.selection = new vscode.Selection(3, 2, 3, 2);
    let action: vscode.CodeAction | undefined;
    await eventually(async () => {
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        editor.selection,
      );
      action = actions.find(({ title }) => title === 'Convert these 5 lines to an example');
      ok(action);
    });
    if (await hasPage()) {
      await remedies('Convert these 5 lines to an example');
      await screenshot('convert-quick-fix');
      await press('Escape');
    }
    ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    equal(editor.document.lineCount, cleanLines.length + 2);
    equal(messagesIn(editor.document.lineAt(2).text).length, 4);
    await vscode.commands.executeCommand('undo');
    equal(editor.document.getText(), text);
  });

  it('escapes what is pasted within a string, and pastes text as an example where that is chosen', async function () {
    // No command brings a paste with its data.
    if (!(await hasPage())) return this.skip();
    const editor = await show('paste.jsonl', `${cleanLines.join('\n')}\n`);
    const within = editor.document.lineAt(0).text.indexOf('"content":"') + '"content":"'.length;
    // The window has taken the selection when the editor is shown, which a mere assignment does not wait for.
    await vscode.window.showTextDocument(editor.document, { selection: new vscode.Range(0, within, 0, within) });
    await paste('First\n"second"');
    await eventually(() => includes(editor.document.getText(), 'First\\n\\"second\\"What is 0'));
    equal(editor.document.lineCount, cleanLines.length + 1);

    const end = new vscode.Position(cleanLines.length, 0);
    await vscode.window.showTextDocument(editor.document, { selection: new vscode.Range(end, end) });
    await paste(transcript);
    await read('.post-edit-widget');
    await vscode.commands.executeCommand('editor.changePasteType');
    await read('.action-widget .monaco-list-row');
    await screenshot('convert-paste');
    await click('.action-widget .monaco-list-row:has-text("Paste as Training Example")');
    await eventually(() => equal(editor.document.lineCount, cleanLines.length + 1));
    equal(messagesIn(editor.document.lineAt(cleanLines.length).text).length, 4);
  });

  it('takes the files of a folder, each read on its own, after the answer’s column was chosen', async function () {
    if (!(await hasPage())) return this.skip();
    const folder = inWorkspace('tickets');
    await writeFile('tickets/one.csv', 'question,answer\nIs it open?,Yes.\nAnd on Sunday?,No.\n');
    await writeFile('tickets/below/two.csv', 'question,answer\nDo you ship?,We do.\n');
    await writeFile('tickets/picture.png', 'no text');
    const done = vscode.commands.executeCommand<Converted | undefined>('exemplar.convertFile', folder, [folder]);
    await isAsked('Convert to Training Examples');
    await press('Enter');
    await isAsked('Columns');
    await screenshot('convert-columns');
    await press('Enter');
    await isAsked('Destination');
    await eventually(() => equal(messagesIn(previewText().split('\n')[0] ?? '').length, 2));
    equal(previewText().split('\n').length, 3);
    await press('Escape');
    equal(await done, undefined);
  });

  it('follows the options that are set on the way', async function () {
    if (!(await hasPage())) return this.skip();
    await show('options.txt', transcript);
    const done = vscode.commands.executeCommand<Converted | undefined>('exemplar.convertSelection');
    await isAsked('Convert to Training Examples');
    await listed('');
    await click('.quick-input-list .monaco-list-row:has-text("Options")');
    await isAsked('System Prompt');
    await type('Be brief.');
    await press('Enter');
    await isAsked('Token Limit');
    await press('Enter');
    await isAsked('Prompt of Sections');
    await press('Enter');
    await eventually(() => includes(previewText(), 'Be brief.'));
    await screenshot('convert-options');
    await press('Escape');
    equal(await done, undefined);
  });

  it('joins wrapped lines, and keeps them where the options say so', async function () {
    if (!(await hasPage())) return this.skip();
    await show('wrapped.txt', wrapped);
    const done = vscode.commands.executeCommand<Converted | undefined>('exemplar.convertSelection');
    await isAsked('Convert to Training Examples');
    await eventually(() => includes(previewText(), 'the whole winter long'));
    includes(await listed('Options'), /Options[\s\S]*line breaks/);
    await click('.quick-input-list .monaco-list-row:has-text("Options")');
    await isAsked('Line Breaks');
    await read('.quick-input-list .monaco-list-row.focused:has-text("Join wrapped lines")');
    await screenshot('convert-line-breaks');
    await press('ArrowDown');
    await press('Enter');
    for (const title of ['System Prompt', 'Token Limit', 'Prompt of Sections']) {
      await isAsked(title);
      await press('Enter');
    }
    await eventually(() => includes(previewText(), 'the whole\\nwinter long'));
    await press('Escape');
    equal(await done, undefined);
  });

  it('changes nothing when the user gives up', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('gave-up.txt', transcript);
    const done = vscode.commands.executeCommand('exemplar.convertSelection');
    await isAsked('Convert to Training Examples');
    await press('Escape');
    equal(await done, undefined);
    equal(document.getText(), transcript);
    equal(vscode.window.tabGroups.all.length, 1);
  });
});

// Every line is as full as lines of 60 columns can be.
const wrapped = `User: How do I keep dahlias?
Assistant: Dig the tubers up when the first frost has blackened
their leaves, shake the soil off, and let them dry for a few
days in a place that is airy and does not freeze. Then lay
them into boxes of dry sand, where they keep the whole
winter long. Look at them once a month, throw away those that
have become soft, and sprinkle a little water on those that
shrivel. Plant them again in May, when no frost is to come.
`;

function previewText(): string {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  return visible.find(({ uri }) => uri.scheme === 'exemplar-preview')?.getText() ?? '';
}
