import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, problems, serverRuns } from '../support/editor.js';
import { hasPage, screenshot } from '../support/page.js';
import { inWorkspace } from '../support/workspace.js';

const text = `${cleanLines.join('\n')}\n`;
const utf8 = [...new TextEncoder().encode(text)];
const mark = [0xef, 0xbb, 0xbf];
const utf16 = [0xff, 0xfe, ...[...text].flatMap((character) => [character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8])];

describe('the bytes of a file', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('may begin with a byte order mark, which a quick fix takes away', async () => {
    const document = await showBytes('with-mark.jsonl', [...mark, ...utf8]);
    await problems(document, ['byte-order-mark']);
    equal(document.getText(), text);
    await apply(document, 'Save the file without the byte order mark');
    await problems(document, []);
    equal(await bytesOf(document), utf8);
    await edited(document, utf8);
  });

  it('may be UTF-16, which a quick fix writes as UTF-8', async () => {
    const document = await showBytes('utf-16.jsonl', utf16);
    await problems(document, ['wrong-encoding']);
    if (await hasPage()) await screenshot('wrong-encoding');
    await apply(document, 'Save the file as UTF-8');
    await problems(document, []);
    equal(await bytesOf(document), utf8);
    equal(document.getText(), text);
    await edited(document, utf8);
  });

  it('may be no text in UTF-8, and what is saved over them is looked at anew', async () => {
    const document = await showBytes('latin-1.jsonl', [...utf8, ...'{"messages":[]}'.split('').map((each) => each.charCodeAt(0)), 0xe9]);
    await eventually(() => {
      const found = vscode.languages
        .getDiagnostics(document.uri)
        .find(({ code }) => code && JSON.stringify(code).includes('wrong-encoding'));
      ok(found);
      equal(found.range.start.line, 10);
      includes(found.message, /^1 line from here on holds bytes that are not UTF-8/);
    });
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(10).range);
    ok(await vscode.workspace.applyEdit(edit), 'the line was not deleted');
    ok(await document.save(), 'the file was not saved');
    await problems(document, []);
  });

  it('are written anew also while VS Code is about to save the file by itself', async () => {
    const document = await showBytes('saving.jsonl', [...mark, ...utf8]);
    const files = vscode.workspace.getConfiguration('files');
    let isAbout = false;
    const slow = vscode.workspace.onWillSaveTextDocument((event) => {
      isAbout = true;
      // VS Code refuses to save the file meanwhile.
      event.waitUntil(new Promise((resolve) => setTimeout(resolve, 1000)));
    });
    try {
      await files.update('autoSaveDelay', 50, vscode.ConfigurationTarget.Workspace);
      await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Workspace);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), ' ');
      ok(await vscode.workspace.applyEdit(edit));
      await eventually(() => ok(isAbout));
      ok(await vscode.commands.executeCommand('exemplar.rewriteFile', { uri: document.uri.toString(), mark: false }));
      equal(await bytesOf(document), [...utf8, 0x20]);
    } finally {
      slow.dispose();
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Workspace);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('are looked at anew when another program changes them', async () => {
    const document = await showBytes('changed.jsonl', utf8);
    await problems(document, []);
    await vscode.workspace.fs.writeFile(document.uri, new Uint8Array([...mark, ...utf8]));
    await problems(document, ['byte-order-mark']);
  });
});

async function showBytes(path: string, bytes: readonly number[]): Promise<vscode.TextDocument> {
  const uri = inWorkspace(path);
  await vscode.workspace.fs.writeFile(uri, new Uint8Array(bytes));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function bytesOf({ uri }: vscode.TextDocument): Promise<readonly number[]> {
  return [...(await vscode.workspace.fs.readFile(uri))];
}

async function apply({ uri }: vscode.TextDocument, title: string): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    new vscode.Range(0, 0, 0, 1),
  );
  const action = actions.find((each) => each.title === title);
  ok(action?.command, `no ${title} among ${actions.map((each) => each.title).join(', ')}`);
  await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** The editor goes on with the file as it is now: what it saves next is UTF-8 too. */
async function edited(document: vscode.TextDocument, before: readonly number[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), ' ');
  ok(await vscode.workspace.applyEdit(edit));
  ok(await document.save());
  equal(await bytesOf(document), [...before, 0x20]);
}
