import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { closeAll, serializers, show } from '../support/editor.js';
import {
  accessibilityFindings,
  attributes,
  click,
  count,
  hasPage,
  isAsked,
  press,
  read,
  screenshot,
  trafficTo,
  type,
} from '../support/page.js';
import { inWorkspace } from '../support/workspace.js';

const topics = ['breakfast', 'the pool', 'parking', 'the sauna', 'late arrivals', 'dogs'];
const systems = [
  'You help guests of a hotel. Answer in one or two sentences.',
  'You are the night porter. Be brief. <img src="https://127.0.0.1:9/report-unasked.png">',
];

/** A thousand conversations of many lengths; some repeat others, some contradict them, one has a fault. */
const thousand = Array.from({ length: 1000 }, (_, index) => {
  if (index === 499) return '{"messages":[{"content":"Is there a lift?"},{"role":"assistant","content":"Yes, there is."}]}';
  const topic = topics[index % topics.length];
  const turns = 1 + (index % 4);
  const messages = [{ role: 'system', content: systems[index % 7 === 0 ? 1 : 0] }];
  for (let turn = 0; turn < turns; turn++) {
    messages.push({ role: 'user', content: `What should I know about ${topic}, as guest ${index % 480}?` });
    messages.push({
      role: 'assistant',
      content: `This is what you should know about ${topic}. `.repeat(1 + ((index * 7 + turn) % 11)).trim(),
    });
  }
  return JSON.stringify({ messages });
});

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast' } as const;
const colorTheme = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('workbench');

/** Takes pictures in each kind of theme, and holds the page to the accessibility check in all of them. */
async function look(name: string): Promise<void> {
  const before = colorTheme().inspect('colorTheme')?.globalValue;
  try {
    for (const [kind, theme] of Object.entries(themes)) {
      await colorTheme().update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await eventually(async () => equal(await count(`body.vscode-${kind} main h1`), 1));
      await screenshot(`${name}-${kind}`);
      equal(await accessibilityFindings('main h1'), [], theme);
    }
  } finally {
    await colorTheme().update('colorTheme', before, vscode.ConfigurationTarget.Global);
  }
}

/** What the report shows, once it holds a text. */
function shown(part: string | RegExp): Promise<string> {
  return eventually(async () => {
    const text = ((await read('main:has(h1)', 2000)) ?? []).join('\n');
    includes(text, part);
    return text;
  }, 30_000);
}

describe('the dataset report', function () {
  // Three themes and three checks of accessibility take a while on a busy machine.
  this.timeout(120_000);

  beforeEach(async function () {
    if (!(await hasPage())) this.skip();
  });
  afterEach(closeAll);

  it('reports a thousand lines, and leads to them', async () => {
    const editor = await show('report-thousand.jsonl', `${thousand.join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    const text = await shown(/gpt-4\.1-mini-2025-04-14\s+\$/);
    includes(text, '1,000 examples (chat messages), to be trained at OpenAI');
    includes(text, /missing-role\s+A message has no role\./);
    includes(text, 'You are the night porter. Be brief. <img src=');
    includes(text, 'likely English');
    await look('report');
    await click('section[aria-label="Problems"] button:has-text("line 500")');
    await eventually(() => equal(editor.selection.active.line, 499));
    ok(((await count('.bars .bar:not([disabled])')) ?? 0) > 10, 'there are bars');
    const last = '.bars[aria-label^="Tokens of an example"] .bar:not([disabled]) >> nth=-1';
    await click(last);
    await eventually(() => ok(editor.selection.active.line !== 499, 'a bar leads elsewhere'));
    await click('figure:has-text("Turns of an example") button.link >> nth=0');
    await eventually(() => equal(editor.selection.active.line, 0));
    const bars = (await attributes('.bars[aria-label^="Turns of an example"] .bar', 'aria-label')) ?? [];
    includes(bars.join('\n'), /^1 turn: [\d,]+ examples, first in line/);
    includes(bars.join('\n'), /\n2 turns: [\d,]+ examples, first in line/);
    equal(await trafficTo('report-unasked'), []);
    equal(await count('main img'), 0);
    await click('section[aria-label="Problems"] button:text-is("missing-role")');
    await eventually(async () => ok(((await count('h1:has-text("missing-role")')) ?? 0) > 0, 'the page of the rule is open'));
  });

  it('fits a narrow column', async () => {
    await show('report-narrow.jsonl', `${thousand.slice(0, 500).join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    await shown('500 examples');
    await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation: 0, groups: [{ size: 0.7 }, { size: 0.3 }] });
    await eventually(async () => equal(await count('.figures'), 2));
    await screenshot('report-narrow');
  });

  it('follows what is typed, and becomes Markdown and HTML', async () => {
    const lines = thousand.slice(0, 12);
    const editor = await show('report-small.jsonl', `${lines.join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    await shown('12 examples');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${lines[3]}\n`));
    await shown('13 examples');
    await eventually(async () => equal((await read('.tile:has-text("repeated examples") .value'))?.[0]?.trim(), '1'));
    await click('button:has-text("Copy as Markdown")');
    await eventually(async () => includes(await vscode.env.clipboard.readText(), '# report-small.jsonl\n\n13 examples'));
    await click('button:has-text("Open as Markdown")');
    await eventually(() => equal(vscode.window.activeTextEditor?.document.languageId, 'markdown'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await click('button:has-text("Save as HTML…")');
    await eventually(async () => equal(await count('.quick-input-widget:focus-within'), 1));
    await press('Enter');
    const saved = inWorkspace('report-small-report.html');
    const html = await eventually(async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(saved)));
    includes(html, '<h1>report-small.jsonl</h1>');
    includes(html, '13 examples');
  });

  it('leads from every bar and number to its lines', async function () {
    // About a hundred clicks, on a machine that may be busy.
    this.timeout(400_000);
    const call = (id: string): object => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ id, type: 'function', function: { name: 'look', arguments: '{}' } }],
    });
    const lines = [
      ...thousand.slice(0, 12),
      '',
      '{"level":"info"}',
      JSON.stringify({
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
          call('a'),
          { role: 'tool', tool_call_id: 'a', content: 'Ein Bild, auf dem nichts zu sehen ist.' },
          { role: 'assistant', content: 'Das Bild ist leer, und mehr kann ich dazu nicht sagen.', weight: 0 },
        ],
        tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }],
      }),
      '{"prompt":"Is there a lift?","completion":" Yes, there is."}',
      thousand[499],
      thousand[3],
      thousand[4]?.replaceAll('This is', 'That is'),
    ];
    const editor = await show('report-leads.jsonl', `${lines.join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    await shown(/gpt-4\.1-mini-2025-04-14\s+\$/);
    const leading = 'main button[aria-label*="line "]:not([disabled])';
    const labels = await eventually(async () => {
      const found = (await attributes(leading, 'aria-label')) ?? [];
      // Nothing comes any more: the problems are there.
      ok(
        found.some((label) => label?.includes('missing-role')),
        'problems are there',
      );
      return found;
    });
    const button = leading.slice('main '.length);
    for (const part of [`.tile ${button}`, `${button}.bar`, `.quantiles ${button}`, `table ${button}`])
      ok(((await count(part)) ?? 0) > 1, part);
    ok(labels.length > 50, `${labels.length} lead somewhere`);
    for (const [index, label] of labels.entries()) {
      const told = Number(/line ([\d,]+)/.exec(label ?? '')?.[1]?.replaceAll(',', ''));
      ok(told >= 1 && told <= lines.length, label ?? 'a label');
      const elsewhere = new vscode.Position(told === 1 ? 1 : 0, 0);
      editor.selection = new vscode.Selection(elsewhere, elsewhere);
      await click(`${leading} >> nth=${index}`);
      await eventually(() => equal([label, editor.selection.active.line + 1], [label, told]));
    }
  });

  it('comes back after a reload of the window', async () => {
    await show('report-back.jsonl', `${thousand.slice(0, 12).join('\n')}\n`);
    const panel = vscode.window.createWebviewPanel('exemplar.report', 'Report', vscode.ViewColumn.Beside);
    await serializers().report.deserializeWebviewPanel(panel, { uri: inWorkspace('report-back.jsonl').toString() });
    await shown('12 examples');
    equal(panel.title, 'Report report-back.jsonl');
    // Asked for again, the same tab comes forward.
    await vscode.commands.executeCommand('exemplar.openReport');
    equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview).length, 1);
    const unkept = vscode.window.createWebviewPanel('exemplar.report', 'Report', vscode.ViewColumn.Beside);
    let isGone = false;
    unkept.onDidDispose(() => {
      isGone = true;
    });
    await serializers().report.deserializeWebviewPanel(unkept, undefined);
    await eventually(() => ok(isGone, 'a tab of which nothing is known is closed'));
  });

  it('takes other epochs and another price', async () => {
    await show('report-job.jsonl', `${thousand.slice(0, 12).join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    await shown('For 12 examples the job takes 8 epochs unless told otherwise');
    try {
      await click('button:has-text("Change epochs or price…")');
      await eventually(async () => equal(await count('.quick-input-widget:focus-within'), 1));
      await type('2');
      await press('Enter');
      await isAsked('million training tokens');
      await type('1000');
      await press('Enter');
      const text = await shown('$1,000.00 a million tokens; your own');
      includes(text, 'With 2 epochs, as you chose.');
      includes(text, /as of \d{4}-\d{2}-\d{2}/);
      await click('button:has-text("Change epochs or price…")');
      await screenshot('report-job');
      await press('Escape');
    } finally {
      const settings = vscode.workspace.getConfiguration('exemplar.training');
      for (const key of ['epochs', 'pricePerMillion']) await settings.update(key, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await shown('unless told otherwise');
  });

  it('says of a large file how far it is, and can be stopped', async function () {
    // Counting goes on for as long as a busy machine takes.
    this.timeout(400_000);
    const unlike = (index: number): string =>
      `Guest ${index} asks about ${topics[index % topics.length]}: ${(index * 7919).toString(36)}. `.repeat(12);
    const large = Array.from({ length: 24_000 }, (_, index) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: unlike(index) },
          { role: 'assistant', content: `Room ${index}, ${unlike(index + 1)}` },
        ],
      }),
    );
    await show('report-large.jsonl', `${large.join('\n')}\n`);
    await vscode.commands.executeCommand('exemplar.openReport');
    // The server takes a large text in before it can say anything of it.
    await eventually(() => click('.progress button:has-text("Stop")'), 120_000);
    // Where clicking takes long the last examples are counted by then, and only the report of them is still made.
    const stopped = /Stopped\. (?:There is no report|This is a part: [\d,]+ of 24,000|The report is that of before)/;
    await eventually(async () => includes((await read('.progress'))?.join('') ?? '', stopped));
    equal(await accessibilityFindings('.progress'), []);
    await screenshot('report-stopped');
    await click('.progress button:has-text("Go On")');
    await eventually(async () => equal(await count('.progress > *'), 0), 300_000);
    await shown(/gpt-4\.1-mini-2025-04-14\s+\$/);
  });

  it('says why there is nothing to report', async () => {
    await show('report-log.jsonl', `${'{"level":"info","time":1}\n'.repeat(30)}`);
    await vscode.commands.executeCommand('exemplar.openReport');
    await eventually(async () => includes((await read('.notice', 2000))?.join('') ?? '', 'does not look like training data'));
  });
});
