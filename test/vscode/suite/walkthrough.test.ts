import * as vscode from 'vscode';
import { equal, eventually, ok } from '../support/assert.js';
import { closeAll, problems, serverRuns } from '../support/editor.js';
import { hasPage, read, screenshot } from '../support/page.js';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

describe('the first run', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  const extension = (): vscode.Extension<unknown> => {
    const found = vscode.extensions.getExtension('exemplar.exemplar');
    if (!found) throw new Error('The extension is not installed.');
    return found;
  };

  it('has a walkthrough whose buttons, ends and pictures are there', async () => {
    const { packageJSON, extensionUri } = extension();
    const [walkthrough] = (packageJSON as Manifest).contributes.walkthroughs;
    const known = new Set(await vscode.commands.getCommands(true));
    equal(walkthrough?.steps.length, 4);
    for (const { description, media, completionEvents } of walkthrough?.steps ?? []) {
      const buttons = [...description.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? '');
      const ends = completionEvents.flatMap((event) => event.match(/^onCommand:(.+)/)?.[1] ?? []);
      ok(buttons.length > 0 && ends.length > 0);
      equal(
        [...buttons, ...ends].filter((command) => !known.has(command)),
        [],
      );
      const picture = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, media.svg)));
      ok(picture.startsWith('<svg'));
    }
  });

  it('opens a sample with the problems that it is meant to have', async () => {
    await vscode.commands.executeCommand('exemplar.openSample');
    const document = vscode.window.activeTextEditor?.document;
    if (!document) throw new Error('No sample was opened.');
    equal([document.languageId, document.isUntitled], ['jsonl', true]);
    await problems(document, ['unknown-role', 'no-assistant-message', 'invalid-json']);
    await screenshot('sample');
  });

  it('previews the sample, and opens it only once', async () => {
    await vscode.commands.executeCommand('exemplar.openSample');
    const document = vscode.window.activeTextEditor?.document;
    await vscode.commands.executeCommand('exemplar.openSample', 'preview');
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await eventually(() =>
      ok(tabs().some(({ input }) => input instanceof vscode.TabInputWebview && /exemplar\.preview/.test(input.viewType))),
    );
    const own = tabs().filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document?.uri.toString());
    equal(own.length, 1);
    equal(vscode.workspace.textDocuments.filter(({ isUntitled, isClosed }) => isUntitled && !isClosed).length, 1);
  });

  it('shows its steps', async function () {
    if (!(await hasPage())) return this.skip();
    // Pictures stand beside the steps where there is room for both.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'exemplar.exemplar#start');
    await eventually(
      async () => ok((await read('.getting-started-step', 2000))?.some((text) => text.includes('Check a training line'))),
      20_000,
    );
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await screenshot('walkthrough');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
