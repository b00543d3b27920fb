import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { closeAll, ruleOf, serverRuns } from '../support/editor.js';
import { look } from '../support/look.js';
import { click, count, hasPage, move, read, screenshot } from '../support/page.js';
import { writeFile } from '../support/workspace.js';

const found = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;
const colorTheme = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('workbench');

/** Takes pictures of the window in dark and in light, for as long as there is something to see. */
async function pictures(name: string, isSeen: () => boolean | Promise<boolean>): Promise<void> {
  const before = colorTheme().inspect('colorTheme')?.globalValue;
  try {
    // Nothing is pointed at, so that no tip covers what is to be seen.
    await move(640, 300);
    for (const [kind, theme] of Object.entries(themes)) {
      await colorTheme().update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await eventually(async () => equal(await count(`.monaco-workbench.vs${kind === 'dark' ? '-dark' : ':not(.vs-dark)'}`), 1));
      if (await isSeen()) await screenshot(`${name}-${kind}`);
    }
  } finally {
    await colorTheme().update('colorTheme', before, vscode.ConfigurationTarget.Global);
  }
}

/** Work that tells when it is done: on a quick machine that may be before there was anything to see of it. */
interface Watched {
  readonly done: Promise<unknown>;
  readonly isDone: () => boolean;
}

function watched(work: Thenable<unknown>): Watched {
  let isDone = false;
  const done = Promise.resolve(work).finally(() => {
    isDone = true;
  });
  return { done, isDone: () => isDone };
}

/** Clicks what is there only while work is under way; false when it was done before. */
async function clickMeanwhile(selector: string, isDone: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    await click(selector);
    return true;
  } catch (error) {
    if (await isDone()) return false;
    throw error;
  }
}

/** What the notifications say that are there now; a window that is not in front shows none by itself. */
async function notices(): Promise<string> {
  await vscode.commands.executeCommand('notifications.showList');
  return (await read('.notifications-center .notification-list-item', 500).catch(() => undefined))?.join('\n') ?? '';
}

describe('work on files on the disk', () => {
  let uri: vscode.Uri;

  before(async function () {
    // The web worker host is handed files as a whole, and has read them at once.
    if (!(await hasPage()) || typeof process === 'undefined') return this.skip();
    this.timeout(180_000);
    await serverRuns();
    // Many short messages: they take long to check for the room that they take on the disk.
    const turns = Array.from({ length: 200 }, (_, turn) => [
      { role: 'user', content: `And what is "${turn}" and one — do you know?` },
      { role: 'assistant', content: `It is "${turn + 1}", as everybody knows who can count.` },
    ]).flat();
    const lines = Array.from({ length: 2600 }, (_, index) => {
      const first = { role: 'user', content: `Question ${index}: are you there?` };
      return JSON.stringify({ messages: [first, { role: 'assistant', content: index % 4 === 0 ? ' Yes.' : 'Yes.' }, ...turns] });
    });
    uri = await writeFile('progress.jsonl', `${lines.join('\n')}\n`);
  });

  after(async () => {
    if (uri) await vscode.workspace.fs.delete(uri);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('exemplar.clearDiskProblems');
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeAll();
  });

  it('shows how far a check has come, which can be cancelled, and what it found', async function () {
    this.timeout(300_000);
    const first = watched(vscode.commands.executeCommand('exemplar.checkOnDisk', uri));
    await eventually(async () => ok(first.isDone() || (await notices()).includes(' left')), 60_000);
    await pictures('disk-checking', async () => !first.isDone() && (await notices()).includes('Cancel'));
    const isCancelled = await clickMeanwhile('.notifications-center .monaco-button:has-text("Cancel")', first.isDone);
    await first.done;
    if (isCancelled && found(uri).length === 0) ok(!(await notices()).includes('examples for'), 'a check that was cancelled says nothing');
    await vscode.commands.executeCommand('exemplar.checkOnDisk', uri);
    equal([...new Set(found(uri).map(ruleOf))], ['content-whitespace']);
    await eventually(async () => includes(await notices(), '2,600 examples for OpenAI, 650 notes.'));
    await pictures('disk-checked', () => true);
    await vscode.commands.executeCommand('notifications.hideList');
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await read('.markers-panel .monaco-list-row');
    await pictures('disk-found', () => true);
  });

  it('shows how far a report has come, which can be stopped and goes on, and the report', async function () {
    this.timeout(300_000);
    await vscode.commands.executeCommand('exemplar.openReport', uri);
    const bar = async (): Promise<string> => (await read('.progress', 500).catch(() => undefined))?.join('\n') ?? '';
    const isThere = async (): Promise<boolean> => ((await count('main h1')) ?? 0) > 0;
    await eventually(async () => ok((await isThere()) || (await bar()).includes(' left')), 60_000);
    await pictures('disk-reporting', async () => !(await isThere()));
    if (await clickMeanwhile('.progress button:has-text("Stop")', isThere)) {
      await eventually(async () => includes(await bar(), 'Stopped.'));
      await pictures('disk-report-stopped', () => true);
      await click('.progress button:has-text("Go On")');
    }
    await eventually(async () => ok(await isThere()), 200_000);
    includes((await read('main'))?.join('\n') ?? '', '2,600 examples (chat messages)');
    await look('disk-report');
  });
});
