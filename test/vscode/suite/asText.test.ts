import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, exported, type Next, problems, show } from '../support/editor.js';
import { click, hasPage, press, read, screenshot } from '../support/page.js';
import { writeFile } from '../support/workspace.js';

const first =
  '{"messages": [{"role": "user", "content": "How long does an egg boil?"}, {"role": "assistant", "content": "Caf\\u00e9 style:\\n\\n- 8 minutes", "weight": 1.0}]}';
const second = '{"messages": [{"role": "user", "content": "And a soft one?"}, {"role": "assistant", "content": "Six minutes."}]}';
const third = '{"messages": [{"role": "user", "content": "Salt?"}, {"role": "assistant", "content": "A pinch."}]}';
const all = [first, second, third];

/** Opens lines as text and returns the editor that shows it. */
async function asText(...args: unknown[]): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('exemplar.editAsText', ...args);
  const editor = vscode.window.activeTextEditor;
  ok(editor?.document.uri.scheme === 'exemplar-text', 'no text was opened');
  return editor;
}

async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const at = document.getText().indexOf(before);
  ok(at >= 0, `the text holds no ${before}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + before.length)), after);
  ok(await vscode.workspace.applyEdit(edit));
}

/** Saves as Ctrl+S does; what goes wrong is told in the window. */
async function save(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.save');
}

/** Waits for a message of the window; a toast may hide before it is read, so the list of all is opened. */
async function told(text: string): Promise<void> {
  await eventually(async () => {
    await vscode.commands.executeCommand('notifications.showList');
    includes((await read('.notifications-center .notification-list-item', 1000))?.join() ?? '', text);
  });
}

/** Has something done once the server has worked out what saving a text changes, and before it is changed; the result stops that. */
function whileSaving(run: () => PromiseLike<unknown>): () => void {
  const { middleware } = exported().client;
  middleware.sendRequest = async (...questionAndNext) => {
    const question = questionAndNext.slice(0, -1);
    const next = questionAndNext[questionAndNext.length - 1] as Next;
    const answer = await next(...question);
    if ((question[0] as { readonly method?: string }).method === 'exemplar/rewriteLines') await run();
    return answer;
  };
  return () => {
    delete middleware.sendRequest;
  };
}

async function undoIn(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('undo');
}

describe('editing as text', () => {
  afterEach(closeAll);

  it('shows an example as text', async () => {
    await show('as-text-shown.jsonl', all.join('\n'));
    const text = (await asText()).document;
    equal(text.languageId, 'exemplar-transcript');
    equal(
      text.getText(),
      '===== example\n\n=== user\n\nHow long does an egg boil?\n\n=== assistant\ncontent:\nweight: 1.0\n\nCafé style:\n\n- 8 minutes\n',
    );
    if (await hasPage()) await eventually(async () => includes((await read('.view-lines', 2000))?.join('') ?? '', /user[\s\S]*tokens/));
    await screenshot('as-text');
  });

  it('shows what is wrong with an example while it is edited, and mends it', async () => {
    await show('as-text-findings.jsonl', [...all, ...cleanLines].join('\n'));
    const text = (await asText()).document;
    await replace(text, '=== assistant', '=== asistant');
    const [found] = await problems(text, ['unknown-role']);
    equal(text.getText(found?.range), 'asistant');
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', text.uri, found?.range);
    const fix = fixes.find(({ edit }) => edit);
    ok(fix?.edit && fix.isPreferred);
    await screenshot('as-text-findings');
    ok(await vscode.workspace.applyEdit(fix.edit));
    includes(text.getText(), '=== assistant\ncontent:\nweight: 1.0\n\nCafé style:');
    await problems(text, []);
  });

  it('checks a text for the target of its file, also when that becomes another', async () => {
    await writeFile('as-text-target/exemplar.json', '{ "target": "openai" }');
    await show('as-text-target/train.jsonl', [...all, ...cleanLines].join('\n'));
    const text = (await asText()).document;
    await replace(text, 'weight: 1.0', 'weight: 0.5');
    await problems(text, ['weight-value']);
    await writeFile('as-text-target/exemplar.json', '{ "target": "trl" }');
    await problems(text, []);
  });

  it('saves a text as a change of its line alone, as one step', async () => {
    const { document } = await show('as-text.jsonl', all.join('\r\n'));
    const text = (await asText()).document;
    await replace(text, '- 8 minutes', '- 9 minutes\n- no more');
    ok(text.isDirty);
    ok(await text.save());
    equal(text.isDirty, false);
    equal(document.getText(), [first.replace('8 minutes', '9 minutes\\n- no more'), second, third].join('\r\n'));
    equal(document.isDirty, false);
    await undoIn(document);
    equal(document.getText(), all.join('\r\n'));
    await eventually(() => includes(text.getText(), '- 8 minutes'));
  });

  it('adds, deletes and changes examples of a selection', async () => {
    const editor = await show('as-text-more.jsonl', `${all.join('\n')}\n`);
    editor.selection = new vscode.Selection(0, 5, 1, 5);
    const text = (await asText()).document;
    await replace(text, '===== example', '===== example\n\n=== user\n\nNew?\n\n=== assistant\n\nYes.\n\n===== example');
    await replace(text, 'Six minutes.\n', 'Six.\n\n===== example\n\n=== user\n\nLast?\n\n=== assistant\n\nNo.\n');
    ok(await text.save());
    const added = (question: string, answer: string): string =>
      `{"messages": [{"role": "user", "content": "${question}"}, {"role": "assistant", "content": "${answer}"}]}`;
    const expected = [added('New?', 'Yes.'), first, second.replace('Six minutes.', 'Six.'), added('Last?', 'No.'), third, ''];
    equal(editor.document.getText().split('\n'), expected);
    const from = text.getText().indexOf('===== example', 5);
    await replace(text, text.getText().slice(from, text.getText().indexOf('===== example', from + 5)), '');
    ok(await text.save());
    equal(
      editor.document.getText().split('\n'),
      expected.filter((line) => line !== first),
    );
    await undoIn(editor.document);
    equal(editor.document.getText().split('\n'), expected);
  });

  it('writes to the right line after lines above came and went, and keeps up with a changed line', async () => {
    const { document } = await show('as-text-moves.jsonl', all.join('\n'));
    const text = (await asText({ uri: document.uri.toString(), line: 2 })).document;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${second}\n${second}\n`);
    edit.delete(document.uri, new vscode.Range(1, 0, 2, 0));
    await vscode.workspace.applyEdit(edit);
    await replace(text, 'A pinch.', 'Two.');
    ok(await text.save());
    equal(document.getText().split('\n'), [second, second, first, third.replace('A pinch.', 'Two.')]);
    await replace(document, 'Salt?', 'Pepper?');
    await eventually(() => includes(text.getText(), 'Pepper?'));
    equal(text.isDirty, false);
  });

  it('is read once after a change, however many ask for it', async () => {
    const { document } = await show('as-text-read.jsonl', all.join('\n'));
    const text = (await asText()).document;
    await replace(document, '8 minutes', '9 minutes');
    // A text that seems to have changed since it was read could not be saved without a question.
    const found = await Promise.all([1, 2, 3].map(() => vscode.workspace.fs.stat(text.uri)));
    const { mtime } = await vscode.workspace.fs.stat(text.uri);
    equal(
      found.map((each) => each.mtime),
      [mtime, mtime, mtime],
    );
  });

  it('does not touch the file while the text is broken, and says where', async () => {
    const { document } = await show('as-text-broken.jsonl', all.join('\n'));
    const editor = await asText();
    const text = editor.document;
    await replace(text, 'weight: 1.0', 'weight: heavy');
    await save();
    ok(text.isDirty);
    equal(document.getText(), all.join('\n'));
    const [problem] = await eventually(() => {
      const found = vscode.languages.getDiagnostics(text.uri);
      equal(found.length, 1);
      return found;
    });
    equal(problem?.range.start.line, 8);
    includes(problem?.message ?? '', 'double quotes');
    if (await hasPage()) await told('Line 9: This value is no JSON');
    await screenshot('as-text-broken');
    await replace(text, 'weight: heavy', 'weight: 1');
    ok(await text.save());
    includes(document.lineAt(0).text, '"weight": 1}');
    await eventually(() => equal(vscode.languages.getDiagnostics(text.uri).length, 0));
  });

  it('asks when the line was changed meanwhile, and loses neither text', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('as-text-conflict.jsonl', all.join('\n'));
    const text = (await asText()).document;
    await replace(text, '8 minutes', '7 minutes');
    await replace(document, '- 8 minutes', '- 10 minutes');
    await save();
    ok(text.isDirty);
    includes(text.getText(), '7 minutes');
    includes(document.lineAt(0).text, '10 minutes');
    await told('Overwrite');
    await screenshot('as-text-conflict');
    await click('.notifications-center .monaco-button:has-text("Overwrite")');
    await eventually(() => includes(document.lineAt(0).text, '7 minutes'));
    await eventually(() => equal(text.isDirty, false));
  });

  it('writes to the right line after lines came above while it is being saved', async () => {
    const { document } = await show('as-text-meanwhile.jsonl', all.join('\n'));
    const text = (await asText({ uri: document.uri.toString(), line: 1 })).document;
    await replace(text, 'Six minutes.', 'Six.');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${third}\n`);
    const restore = whileSaving(() => vscode.workspace.applyEdit(edit));
    try {
      ok(await text.save());
    } finally {
      restore();
    }
    equal(document.getText().split('\n'), [third, first, second.replace('Six minutes.', 'Six.'), third]);
  });

  it('changes nothing where its line was changed while it is being saved', async () => {
    const { document } = await show('as-text-overtaken.jsonl', all.join('\n'));
    const text = (await asText({ uri: document.uri.toString(), line: 1 })).document;
    await replace(text, 'Six minutes.', 'Six.');
    const restore = whileSaving(() => replace(document, 'Six minutes.', 'Seven minutes.'));
    try {
      await save();
    } finally {
      restore();
    }
    ok(text.isDirty);
    includes(text.getText(), 'Six.');
    equal(document.getText().split('\n'), [first, second.replace('Six', 'Seven'), third]);
  });

  it('opens one message by itself', async () => {
    const { document } = await show('as-text-message.jsonl', all.join('\n'));
    const path = ['messages', 1, 'content'];
    const text = (await asText({ uri: document.uri.toString(), line: 0, path })).document;
    equal(text.getText(), 'Café style:\n\n- 8 minutes');
    equal(text.languageId, 'exemplar-message');
    await screenshot('as-text-message');
    await replace(text, 'Café', 'Crème "brûlée"');
    ok(await text.save());
    equal(document.lineAt(0).text, first.replace('Caf\\u00e9', 'Cr\\u00e8me \\"br\\u00fbl\\u00e9e\\"'));
    equal(document.lineAt(1).text, second);
  });

  it('opens a whole file, with outline and folding', async () => {
    const { document } = await show('as-text-file.jsonl', `${all.join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.editFileAsText', document.uri);
    const text = vscode.window.activeTextEditor?.document;
    ok(text?.uri.scheme === 'exemplar-text');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', text.uri);
    equal(
      symbols.map(({ name, children }) => [name, children.map((child) => `${child.name}: ${child.detail}`)]),
      [
        ['example 1', ['user: How long does an egg boil?', 'assistant: Café style:']],
        ['example 2', ['user: And a soft one?', 'assistant: Six minutes.']],
        ['example 3', ['user: Salt?', 'assistant: A pinch.']],
      ],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', text.uri);
    equal([folds[0]?.start, folds[0]?.end, folds.length], [0, 12, 9]);
    await replace(text, text.getText(), '');
    ok(await text.save());
    equal(document.getText(), '');
    await undoIn(document);
    await eventually(() => equal(text.getText().split('===== example').length, 4));
  });

  it('completes headings by the roles of a chat, or by those that the text has', async () => {
    const labelsAt = async (text: vscode.TextDocument, heading: string): Promise<readonly unknown[]> => {
      await replace(text, '===== example\n', `===== example\n\n${heading}\n`);
      const end = text.positionAt(text.getText().indexOf(`${heading}\n`)).translate(0, heading.length);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', text.uri, end);
      await replace(text, `\n${heading}\n`, '');
      return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.EnumMember).map(({ label }) => label);
    };
    const { document } = await show('as-text-headings.jsonl', all.join('\n'));
    const text = (await asText({ uri: document.uri.toString(), line: 1 })).document;
    equal(await labelsAt(text, '==='), ['user', 'assistant', 'system', 'tool']);
    equal(await labelsAt(text, '=== as'), ['user', 'assistant', 'system', 'tool']);
    equal(await labelsAt(text, '====='), ['example']);
    await replace(text, '=== assistant', '=== asistant');
    equal(await labelsAt(text, '=== '), ['user', 'assistant', 'system', 'tool', 'asistant']);
    await replace(text, '=== asistant', '=== assistant');
    await replace(text, '=== user', '=== human');
    await replace(text, '=== assistant', '=== gpt');
    equal(await labelsAt(text, '=== '), ['human', 'gpt']);
    ok(await text.save());
  });

  it('keeps a text whose line was deleted, and adds it again when it is saved', async () => {
    const { document } = await show('as-text-gone.jsonl', `${all.join('\n')}\n`);
    const text = (await asText({ uri: document.uri.toString(), line: 1 })).document;
    await replace(text, 'Six minutes.', 'Seven.');
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(1, 0, 2, 0));
    await vscode.workspace.applyEdit(edit);
    await eventually(async () => ok(await text.save()));
    equal(document.getText().split('\n'), [first, third, second.replace('Six minutes.', 'Seven.'), '']);
    if (!(await hasPage())) return;
    await told('it was added at its end, in line 3');
    // The open list would lie over what comes next.
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('takes its lines out when it is saved empty, and puts them back where they were when that is undone', async () => {
    const { document } = await show('as-text-emptied.jsonl', `${all.join('\n')}\n`);
    const text = (await asText({ uri: document.uri.toString(), line: 1 })).document;
    await replace(text, text.getText(), '');
    ok(await text.save());
    equal(text.isDirty, false);
    equal(document.getText().split('\n'), [first, third, '']);
    equal(document.isDirty, false);
    await undoIn(text);
    ok(await text.save());
    equal(document.getText().split('\n'), [...all, '']);
  });

  it('opens no pieces of a record that is spread over lines, and shows the way out', async () => {
    const spread = JSON.stringify(JSON.parse(second), undefined, 2);
    const { document } = await show('as-text-spread.jsonl', `${first}\n${spread}\n`);
    await eventually(async () => equal(vscode.languages.getDiagnostics(document.uri).length, 1));
    await vscode.commands.executeCommand('exemplar.editAsText', { uri: document.uri.toString(), line: 3 });
    equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    if (await hasPage()) {
      await told('Line 4 is no example by itself.');
      await screenshot('as-text-spread');
      await vscode.commands.executeCommand('notifications.clearAll');
    }
    await asText({ uri: document.uri.toString(), line: 0 });
  });

  it('is in the menu of training files', async function () {
    if (!(await hasPage())) return this.skip();
    await show('as-text-menu.jsonl', all.join('\n'));
    await press('Shift+F10');
    await eventually(async () => includes((await read('.monaco-menu .action-label', 2000))?.join() ?? '', 'Edit as Text'));
    await screenshot('as-text-menu');
    await press('Escape');
  });
});
