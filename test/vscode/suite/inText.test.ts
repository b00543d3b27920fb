import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, placeOf, serverRuns, show } from '../support/editor.js';
import { hasPage, read, screenshot } from '../support/page.js';

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const tools =
  '{"messages":[{"role":"user","content":"Weather in Rome?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"sunny"},{"role":"assistant","content":"Sunny."}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}';
const vision = `{"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,${dot}"}}]},{"role":"assistant","content":"A dot."}]}`;
const text = `${[...cleanLines, tools, vision].join('\n')}\n`;

describe('in the text', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('shows roles and tokens in front of messages, and a lens on the line of the cursor', async function () {
    if (!(await hasPage())) return this.skip();
    const editor = await show('in-text.jsonl', text);
    editor.selection = new vscode.Selection(2, 5, 2, 5);
    await eventually(
      async () => includes(((await read('.codelens-decoration', 2000)) ?? []).join('\n'), /Preview[\s\S]*\d+ tokens/),
      20_000,
    );
    const line = await eventually(async () => {
      const found = (await shownLines()).find((each) => each.includes('What is 1 and one?'));
      includes(found ?? '', /user · \d+.*assistant · \d+/);
      return found;
    });
    ok(line);
    await screenshot('in-text');
    editor.selection = new vscode.Selection(5, 5, 5, 5);
    await screenshot('in-text-moved');
  });

  it('can do without', async function () {
    if (!(await hasPage())) return this.skip();
    const settings = vscode.workspace.getConfiguration('exemplar');
    const editor = await show('in-text-off.jsonl', text);
    try {
      await settings.update('inlayHints.enabled', false);
      await settings.update('codeLens.enabled', false);
      editor.selection = new vscode.Selection(2, 5, 2, 5);
      await eventually(async () => {
        const lines = (await shownLines()).join('\n');
        includes(lines, 'What is 1 and one?');
        ok(!lines.includes('assistant · '));
      });
    } finally {
      await settings.update('inlayHints.enabled', undefined);
      await settings.update('codeLens.enabled', undefined);
    }
  });

  it('lists examples and their messages in the outline', async () => {
    const { document } = await show('in-text-symbols.jsonl', text);
    const symbols = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      ok(found?.length);
      return found;
    });
    equal(symbols.length, 12);
    equal(
      symbols[10]?.children.map(({ name }) => name),
      ['user: Weather in Rome?', 'assistant: weather()', 'tool: sunny', 'assistant: Sunny.'],
    );
  });

  it('goes from a call to the tool and renames both', async () => {
    const { document } = await show('in-text-names.jsonl', text);
    const call = placeOf(document, 'weather","arguments"');
    const places = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, call);
      ok(found?.length);
      return found;
    });
    equal(places[0]?.range.start.isEqual(placeOf(document, 'weather","parameters"')), true);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      call,
      'forecast',
    );
    await vscode.workspace.applyEdit(edit);
    equal(document.lineAt(10).text, tools.replaceAll('"name":"weather"', '"name":"forecast"'));
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), text);
  });

  it('grows the selection by structure', async () => {
    const editor = await show('in-text-selection.jsonl', text);
    const at = placeOf(editor.document, 'Rome?');
    const ranges = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      editor.document.uri,
      [at],
    );
    const steps: string[] = [];
    for (let range = ranges[0]; range; range = range.parent as vscode.SelectionRange) steps.push(editor.document.getText(range.range));
    ok(steps.includes('Weather in Rome?'), steps.join('\n'));
    ok(steps.includes('{"role":"user","content":"Weather in Rome?"}'), steps.join('\n'));
  });

  it('shows the image whose data stand in the line', async () => {
    const { document } = await show('in-text-image.jsonl', text);
    const links = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      const ours = found.filter(({ target }) => target?.scheme === 'command');
      ok(ours.length);
      return ours;
    });
    const [command = '', place = ''] = decodeURIComponent(links[0]?.target?.toString(true).slice('command:'.length) ?? '').split('?');
    await vscode.commands.executeCommand(command, ...JSON.parse(place));
    await eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
      ok(labels.includes('line 12.png'), labels.join(', '));
    });
    await screenshot('in-text-image');
  });
});

/** The lines in sight with what stands in them; the editor draws spaces as hard ones. */
async function shownLines(): Promise<readonly string[]> {
  return ((await read('.view-line', 2000)) ?? []).map((line) => line.replaceAll('\u00a0', ' '));
}
