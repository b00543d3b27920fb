import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, placeOf, problems, show } from '../support/editor.js';
import { click, hasPage, hover, listed, press, read, screenshot, type } from '../support/page.js';

const broken = '{"messages":[{"role":"user","content":"Hi"},{"speaker":"assistant","content":"Hello."}]}';

describe('a training file', () => {
  afterEach(closeAll);

  it('activates the extension', async () => {
    await show('activate.jsonl', `${cleanLines.join('\n')}\n`);
    await eventually(() => ok(vscode.extensions.getExtension('exemplar.exemplar')?.isActive));
  });

  it('shows a problem with its rule and a link to the page of the rule', async () => {
    const { document } = await show('problem.jsonl', `${[...cleanLines, broken].join('\n')}\n`);
    const [problem] = await problems(document, ['missing-role']);
    ok(problem);
    equal(problem.source, 'Exemplar');
    equal(problem.range.start.line, 10);
    ok(typeof problem.code === 'object');
    includes(problem.code.target.path, /\/docs\/rules\/missing-role\.md$/);
    includes((await vscode.workspace.openTextDocument(problem.code.target)).getText(), '# missing-role');
    await screenshot('problem');
  });

  it('is mended by a quick fix', async () => {
    const { document } = await show('fix.jsonl', `${[...cleanLines, broken].join('\n')}\n`);
    const [problem] = await problems(document, ['missing-role']);
    ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ isPreferred }) => isPreferred);
    ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await problems(document, []);
    equal(document.lineAt(10).text, broken.replace('speaker', 'role'));
  });

  it('is mended as a whole in one step', async () => {
    const { document } = await show('fix-all.jsonl', `${[broken, ...cleanLines, broken.replace('Hi', 'Ho')].join('\n')}\n`);
    await problems(document, ['missing-role', 'missing-role']);
    const before = document.getText();
    await vscode.commands.executeCommand('exemplar.fixAll');
    await problems(document, []);
    equal(document.getText(), before.replaceAll('speaker', 'role'));
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), before);
  });

  it('is checked again after every edit and when the server is started anew', async () => {
    const editor = await show('edit.jsonl', `${cleanLines.join('\n')}\n`);
    await problems(editor.document, []);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${broken}\n`));
    await problems(editor.document, ['missing-role']);
    await vscode.commands.executeCommand('exemplar.restartServer');
    await problems(editor.document, ['missing-role']);
  });

  it('obeys the settings', async () => {
    const { document } = await show('settings.jsonl', `${[...cleanLines, ...cleanLines.slice(-1)].join('\n')}\n`);
    await problems(document, ['duplicate-example']);
    const settings = vscode.workspace.getConfiguration('exemplar');
    await settings.update('rules', { 'duplicate-example': 'off' }, vscode.ConfigurationTarget.Workspace);
    await problems(document, []);
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await problems(document, ['duplicate-example']);
  });

  it('is checked for the target and the model that the user chooses', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('target.jsonl', `${cleanLines.join('\n')}\n`);
    await problems(document, []);
    await choose('exemplar.selectTarget', 'Azure');
    await eventually(() => equal(vscode.workspace.getConfiguration('exemplar').get('target'), 'azure'));
    await choose('exemplar.selectModel', 'gpt-4.1-2025');
    await eventually(() => includes(vscode.workspace.getConfiguration('exemplar').get('model', ''), 'gpt-4.1'));
    await eventually(async () => {
      await hover('[id="status.languageStatus"]');
      includes((await read('.hover-language-status', 2000))?.join('\n') ?? '', 'For Azure OpenAI');
    });
    const settings = vscode.workspace.getConfiguration('exemplar');
    await settings.update('target', undefined, vscode.ConfigurationTarget.Workspace);
    await settings.update('model', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('explains itself where the mouse is', async () => {
    const { document } = await show('hover.jsonl', `${cleanLines.join('\n')}\n`);
    await eventually(async () => {
      const place = placeOf(document, 'role');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place);
      ok(hovers.some(({ contents }) => contents.length > 0));
    });
  });

  it('completes what is begun', async () => {
    const { document } = await show('complete.jsonl', `${cleanLines.join('\n')}\n{"messages":[{"role":"`);
    await eventually(async () => {
      const end = document.lineAt(10).range.end;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        end,
      );
      ok(items.some(({ label }) => includesWord(label, 'assistant')));
    });
  });

  it('is not turned into comments', async () => {
    const { document } = await show('comment.jsonl', `${cleanLines.join('\n')}\n`);
    await vscode.commands.executeCommand('editor.action.commentLine');
    await vscode.commands.executeCommand('editor.action.blockComment');
    equal(document.getText(), `${cleanLines.join('\n')}\n`);
  });

  it('tells its shape, target and model in the language status', async function () {
    if (!(await hasPage())) return this.skip();
    const { document } = await show('status.jsonl', `${cleanLines.join('\n')}\n`);
    await problems(document, []);
    await eventually(async () => {
      await hover('[id="status.languageStatus"]');
      const texts = (await read('.hover-language-status', 2000))?.join('\n') ?? '';
      includes(texts, '10 examples');
      includes(texts, 'OpenAI');
      includes(texts, /\d tokens/);
    });
    await screenshot('status');
  });
});

describe('a log', () => {
  afterEach(closeAll);

  it('is left alone until the user says that it is training data', async function () {
    const { document } = await show('log.jsonl', '{"level":"info","message":"started"}\n{"level":"info","message":"ready"}\n');
    if (!(await hasPage())) return this.skip();
    await eventually(async () => {
      await hover('[id="status.languageStatus"]');
      includes((await read('.hover-language-status', 2000))?.join('\n') ?? '', 'Not training data');
    });
    await screenshot('silent');
    equal(vscode.languages.getDiagnostics(document.uri).length, 0);
    await click('text=Check Anyway');
    await eventually(() => ok(vscode.languages.getDiagnostics(document.uri).length > 0));
  });
});

async function choose(command: string, filter: string): Promise<void> {
  const done = vscode.commands.executeCommand(command);
  await listed('');
  await type(filter);
  await press('Enter');
  await done;
}

function includesWord(label: string | vscode.CompletionItemLabel, word: string): boolean {
  return (typeof label === 'string' ? label : label.label).includes(word);
}
