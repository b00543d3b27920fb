import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, ruleOf, serverRuns } from '../support/editor.js';
import { click, hasPage, listed, press, read, screenshot } from '../support/page.js';
import { writeFile } from '../support/workspace.js';

const line = (question: string, answer: string): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
const unanswered = '{"messages":[{"role":"user","content":"Unanswered?"}]}';

const found = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);

/** The address at which the example of a problem can be edited. */
function exampleOf(diagnostic: vscode.Diagnostic | undefined): vscode.Uri {
  const [way] = diagnostic?.relatedInformation ?? [];
  equal(way?.message, 'Edit this example as text');
  ok(way);
  return way.location.uri;
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Opens a file as a click does: of what extensions open VS Code keeps the document for minutes after its editor was closed. */
async function openAsUser(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.open', uri);
  return eventually(() => {
    const document = vscode.window.activeTextEditor?.document;
    equal(document?.uri.toString(), uri.toString());
    ok(document);
    return document;
  });
}

/** What the notifications say that are there now. */
async function notices(): Promise<string> {
  await vscode.commands.executeCommand('notifications.showList');
  return (await read('.notifications-center .notification-list-item', 1000))?.join('\n') ?? '';
}

async function save(document: vscode.TextDocument): Promise<void> {
  // What it says is not waited for: VS Code may be saving by itself at the same time, and then answers before that is done.
  await document.save();
  await eventually(() => ok(!document.isDirty, 'It is not saved.'), 30_000);
}

async function replaceIn(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = document.getText().indexOf(before);
  ok(start >= 0, `no ${before} in ${document.getText()}`);
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + before.length)), after);
  await vscode.workspace.applyEdit(edit);
}

/** Resolves when VS Code has told of what was written beside `uri`: it tells nothing of a file that is written and deleted at once. */
async function toldOf(uri: vscode.Uri, write: () => Promise<void>): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'));
  let last = Number.POSITIVE_INFINITY;
  const tell = (): void => {
    last = Date.now();
  };
  for (const told of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) told(tell);
  try {
    await write();
    await eventually(() => ok(Date.now() - last > 1000, 'VS Code has not told of it.'));
  } finally {
    watcher.dispose();
  }
}

describe('files on the disk', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('exemplar.clearDiskProblems');
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeAll();
  });

  it('are checked without being opened, and their examples are edited where they lie', async () => {
    const text = [...cleanLines, line('Padded?', ' Yes.'), unanswered, ''].join('\n');
    const uri = await writeFile('on-disk.jsonl', text);
    await vscode.commands.executeCommand('exemplar.checkOnDisk', uri);
    equal(found(uri).map(ruleOf), ['content-whitespace', 'no-assistant-message']);
    ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()));

    const document = await vscode.workspace.openTextDocument(exampleOf(found(uri)[0]));
    equal(document.languageId, 'exemplar-transcript');
    await vscode.window.showTextDocument(document);
    await replaceIn(document, 'Padded?', 'Not padded?');
    await save(document);
    equal(await textOf(uri), text.replace('Padded?', 'Not padded?'));
    await eventually(() => equal(found(uri).map(ruleOf), ['content-whitespace', 'no-assistant-message']));

    // Somebody else puts a line before it; the example is found again.
    const after = `${line('First?', 'Yes.')}\n${text.replace('Padded?', 'Not padded?')}`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
    await replaceIn(document, 'Not padded?', 'Mended?');
    await toldOf(uri, () => save(document));
    equal(await textOf(uri), after.replace('Not padded?', 'Mended?'));

    await vscode.workspace.fs.delete(uri);
    await eventually(() => equal(found(uri), []));
  });

  it('keep their examples known while the text changes its language, and after it was closed', async () => {
    const text = [...cleanLines, line('Padded?', ' Yes.'), ''].join('\n');
    const uri = await writeFile('on-disk-language.jsonl', text);
    await vscode.commands.executeCommand('exemplar.checkOnDisk', uri);
    const address = exampleOf(found(uri)[0]);
    const first = await openAsUser(address);
    await replaceIn(first, 'Padded?', 'Once?');
    await save(first);
    await vscode.languages.setTextDocumentLanguage(first, 'plaintext');
    await replaceIn(first, 'Once?', 'Twice?');
    await save(first);
    equal(await textOf(uri), text.replace('Padded?', 'Twice?'));

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually(() => ok(first.isClosed, 'It is still open.'));
    const again = await openAsUser(address);
    includes(again.getText(), 'Twice?');
    await replaceIn(again, 'Twice?', 'Thrice?');
    await save(again);
    equal(await textOf(uri), text.replace('Padded?', 'Thrice?'));
  });

  it('that VS Code shows to no extension are offered for a check, with problems by rule and a report', async function () {
    this.timeout(180_000);
    if (!(await hasPage())) return this.skip();
    const text = 'All that is long is not good. '.repeat(4000).trim();
    const large = Array.from({ length: 230 }, (_, index) => line(`Is it ${index}? ${text}`, text));
    const uri = await writeFile('large.jsonl', [...large, line('Padded?', ' Yes.'), unanswered, ''].join('\n'));
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await eventually(async () => includes(await notices(), 'large.jsonl'), 60_000);
      await screenshot('disk-notice');
      await click('.notifications-center .monaco-button:has-text("Check File on Disk")');
      await eventually(() => ok(found(uri).map(ruleOf).includes('no-assistant-message')), 60_000);
      await eventually(async () => includes(await notices(), '232 examples for OpenAI'));
      await screenshot('disk-checked');
      await vscode.commands.executeCommand('notifications.hideList');
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await read('.markers-panel .monaco-list-row');
      await screenshot('disk-problems');

      const chosen = vscode.commands.executeCommand('exemplar.showProblems', uri);
      await listed('no-assistant-message');
      await screenshot('disk-by-rule');
      await press('Enter');
      await chosen;
      equal(vscode.window.activeTextEditor?.document.languageId, 'exemplar-transcript');
      includes(vscode.window.activeTextEditor?.document.getText() ?? '', 'Unanswered?');
      await screenshot('disk-example');
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(uri);
    }
  });
});
