import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, show } from '../support/editor.js';
import { look } from '../support/look.js';
import { click, count, doubleClick, hasPage, press, read, screenshot, trafficTo, type } from '../support/page.js';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAXElEQVR42u3ZMQ0AIAwAwTpkYKw0dDHgBhU0QC55Azd/5JhPFwAAAAAAAAAAAAAAZYDV29EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAO4DODQAAAAAAAAAAAAA3wA2az9xliS2QVEAAAAASUVORK5CYII=';
// Nothing listens there, but whoever tries is seen.
const remote = 'https://127.0.0.1:9/tracking-pixel.png';
const unasked = 'https://127.0.0.1:9/unasked.png';

const line = (...messages: readonly object[]): string => JSON.stringify({ messages });
const system = { role: 'system', content: 'You help guests of a hotel. Answer in one or two sentences.' };

const toolLine = JSON.stringify({
  messages: [
    system,
    { role: 'user', content: 'Will I need an umbrella in Oslo and in Bergen tomorrow?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo","days":1,"unit":"celsius"}' } },
        { id: 'call_2', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Bergen","days":1,"unit":"celsius"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: '{"rain":0.1,"sky":"clear"}' },
    { role: 'tool', tool_call_id: 'call_2', content: '{"rain":0.9,"sky":"showers"}' },
    {
      role: 'assistant',
      content:
        'In **Bergen** you will; in Oslo you can leave it at home.\n\n| City | Rain |\n|---|--:|\n| Oslo | 10 % |\n| Bergen | 90 % |',
    },
    { role: 'user', content: 'How do I turn that into a number?' },
    { role: 'assistant', weight: 0, content: 'I cannot say.' },
    { role: 'user', content: 'Please try.' },
    {
      role: 'assistant',
      content:
        'Like this:\n\n```python\ndef chance(rain: float) -> int:\n    return round(rain * 100)  # per cent\n```\n\n- [x] tested\n- [ ] shipped',
    },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The forecast for a city.',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' }, days: { type: 'integer' }, unit: { type: 'string' } },
          required: ['city'],
        },
      },
    },
  ],
});
const visionLine = line(
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is on these?' },
      { type: 'image_url', image_url: { url: pixel, detail: 'low' } },
      { type: 'image_url', image_url: { url: remote } },
    ],
  },
  { role: 'assistant', content: 'A square, and something that I cannot see.' },
);
const preferenceLine = JSON.stringify({
  input: { messages: [system, { role: 'user', content: 'When is breakfast?' }], tools: [], parallel_tool_calls: true },
  preferred_output: [{ role: 'assistant', content: 'Breakfast is from seven to ten, on the *ground floor*.' }],
  non_preferred_output: [{ role: 'assistant', content: 'Breakfast is from seven to eleven, somewhere on the *ground floor* I think.' }],
});
const brokenLine = line(system, { role: 'user', content: 'Is there a pool?' }, { role: 'assistant', content: 'Yes, on the roof.' }).replace(
  '"role":"assistant","content"',
  '"role":"assistant" "content"',
);
const hostileLine = line(
  {
    role: 'user',
    content: `<script>document.body.textContent = 'taken over'</script>\n\n<img src="${unasked}" onerror="document.body.textContent = 'taken over'">\n\n[press me](javascript:document.body.replaceChildren()) and [this](https://example.com/)\n\n![seen](${unasked})`,
  },
  { role: 'assistant', content: `gro\u200bup \u202esdrawkcab\u202c \u{e0041}` },
);
const problemLine = line({ role: 'user', content: 'Do you have a sauna?' }, { role: 'bot', content: 'Yes.' });

const many = Array.from({ length: 30 }, (_, at) =>
  line({ role: 'user', content: `Question ${at}?` }, { role: 'assistant', content: 'Yes.' }),
);
const hotel = [...cleanLines, toolLine, visionLine, brokenLine, hostileLine, problemLine];

async function open(path: string, lines: readonly string[], at: number): Promise<vscode.TextEditor> {
  const editor = await show(path, `${lines.join('\n')}\n`);
  select(editor, at);
  await vscode.commands.executeCommand('exemplar.openPreview');
  return editor;
}

function select(editor: vscode.TextEditor, line: number): void {
  const start = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(start, start);
}

/** What the preview shows of the messages, once it holds a text. */
function shown(part: string | RegExp, selector = 'main'): Promise<string> {
  return eventually(async () => {
    const text = ((await read(selector, 2000)) ?? []).join('\n');
    includes(text, part);
    return text;
  });
}

describe('the chat preview', function () {
  // Three themes and three checks of accessibility take a while on a busy machine.
  this.timeout(120_000);

  beforeEach(async function () {
    if (!(await hasPage())) this.skip();
  });
  afterEach(closeAll);

  it('pairs calls with their results, and tells what is trained', async () => {
    await open('preview-tools.jsonl', hotel, 10);
    const text = await shown('leave it at home');
    includes(text, /get_weather[\s\S]*"city": "Oslo"[\s\S]*"sky": "clear"[\s\S]*"city": "Bergen"[\s\S]*"sky": "showers"/);
    includes(text, /not trained: its weight is 0/);
    await shown(/[\d,]+ tokens/, '.summary');
    equal(await count('.message.trained'), 3);
    equal(await count('.message.untrained'), 1);
    equal(await count('.call .message.tool'), 2);
    ok(((await count('pre .hljs-keyword')) ?? 0) > 0, 'code is coloured');
    await look('preview-tools');
  });

  it('shows images of the line at once, and those of the web only when asked', async () => {
    await open('preview-vision.jsonl', hotel, 11);
    const text = await shown('What is on these?');
    includes(text, '64 × 64 · detail: low');
    includes(text, 'Not loaded, as it is on the web');
    // While the file is counted it is drawn anew.
    await eventually(async () => equal(await count('.image img'), 1));
    await look('preview-vision');
    equal(await trafficTo('tracking-pixel'), []);
    await click('button:has-text("Load images")');
    await eventually(async () => ok(((await trafficTo('tracking-pixel')) ?? []).length > 0));
  });

  it('puts the answers to compare next to each other and marks what differs', async () => {
    await open('preview-preference.jsonl', Array(3).fill(preferenceLine), 1);
    await shown('When is breakfast?');
    equal(await read('.side.preferred mark'), ['ten']);
    equal(await read('.side.rejected mark'), ['eleven', 'somewhere', 'I think']);
    await look('preview-preference');
  });

  it('shows of a broken line what can be read, and where it breaks', async () => {
    const { document } = await open('preview-broken.jsonl', hotel, 12);
    const text = await shown('what can be read');
    includes(text, /Is there a pool\?[\s\S]*invalid-json|invalid-json[\s\S]*Is there a pool\?/);
    equal((await read('mark.fault'))?.length, 1);
    await look('preview-broken');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(12, brokenLine.indexOf('"assistant" ') + '"assistant"'.length), ',');
    await vscode.workspace.applyEdit(edit);
    await eventually(async () => equal(await count('.notice'), 0));
    includes(await shown('on the roof'), 'trained');
  });

  it('runs and loads nothing of what a line holds', async () => {
    await open('preview-hostile.jsonl', hotel, 13);
    const text = await shown('press me');
    includes(text, "<script>document.body.textContent = 'taken over'</script>");
    includes(text, 'onerror=');
    equal(await count('main script, main [onerror], main a[href^="javascript"], main img'), 0);
    equal(await read('main a'), ['this']);
    equal(await read('main .invisible'), ['200B', '202E', '202C', 'E0041']);
    await click('text=press me');
    await shown('press me');
    equal(await trafficTo('unasked'), []);
    await look('preview-hostile');
  });

  it('goes to the place of a message, and follows the cursor', async () => {
    const editor = await open('preview-places.jsonl', hotel, 10);
    await shown('leave it at home');
    await click('.message.user >> nth=0');
    await eventually(() => equal(editor.document.getText(editor.selection), 'Will I need an umbrella in Oslo and in Bergen tomorrow?'));
    await eventually(async () => equal(await count('.message.user.current'), 1));
    await click('.call .message.tool >> nth=1');
    await eventually(() => equal(editor.document.getText(editor.selection), '{\\"rain\\":0.9,\\"sky\\":\\"showers\\"}'));
    select(editor, 2);
    await shown('What is 2 and one?');
    select(editor, 14);
    const text = await shown('Do you have a sauna?');
    includes(text, /bot[\s\S]*Yes\.[\s\S]*Error:\s[\s\S]*unknown-role/);
    await screenshot('preview-problem');
  });

  it('opens a message as text where the file is edited, and shows what is saved', async () => {
    const { document } = await open('preview-edit.jsonl', hotel, 4);
    await shown('What is 4 and one?');
    await doubleClick('.message.user');
    const editor = await eventually(() => {
      const active = vscode.window.activeTextEditor;
      equal(active?.document.getText(), 'What is 4 and one?');
      ok(active);
      return active;
    });
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Quick:\n'));
    await shown('What is 4 and one?');
    await screenshot('preview-edit');
    ok(await editor.document.save());
    await shown(/Quick:\s+What is 4 and one\?/);
    includes(document.lineAt(4).text, '"Quick:\\nWhat is 4 and one?"');
  });

  it('steps, jumps and filters by keys and in its toolbar', async () => {
    const editor = await open('preview-steps.jsonl', hotel, 0);
    await shown('What is 0 and one?');
    await click('.message.user');
    await press('j');
    await shown('What is 1 and one?');
    await eventually(() => equal(editor.selection.active.line, 1));
    await press('Alt+ArrowDown');
    await shown('What is 2 and one?');
    await press('k');
    await shown('What is 1 and one?');
    await click('.toolbar .number input');
    await type('12');
    await press('Enter');
    await shown('What is on these?');
    await click('.toolbar .filter input');
    await type('UMBRELLA');
    await shown('1 line', '.found');
    await press('Enter');
    await shown('leave it at home');
    await shown('1 of 1', '.found');
    await screenshot('preview-filter');
  });

  it('takes a step for each key, however fast they come', async () => {
    const editor = await open('preview-fast.jsonl', many, 0);
    await shown('Question 0?');
    await click('.message.user');
    await Promise.all(Array.from({ length: 10 }, () => press('j')));
    await shown('Question 10?');
    await eventually(() => equal(editor.selection.active.line, 10));
    // One after the other, because pressing Alt for one releases it for another.
    for (let count = 0; count < 10; count++) await press('Alt+ArrowDown');
    await shown('Question 20?');
    await eventually(() => equal(editor.selection.active.line, 20));
    select(editor, 3);
    await shown('Question 3?');
    await click('.toolbar .filter input');
    await type('Question 1');
    await shown('11 lines', '.found');
    await Promise.all(Array.from({ length: 5 }, () => press('Enter')));
    await shown('Question 14?');
  });

  it('follows what is typed', async () => {
    const editor = await open('preview-typing.jsonl', hotel, 3);
    await shown('What is 3 and one?');
    const at = editor.document.lineAt(3).text.indexOf('What is');
    await editor.edit((edit) => edit.insert(new vscode.Position(3, at), 'Dear hotel! '));
    await shown('Dear hotel! What is 3 and one?');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${cleanLines[9]}\n`));
    await eventually(() => equal(editor.selection.active.line, 4));
    await shown('Dear hotel! What is 3 and one?');
  });

  it('reads a file as conversations in an editor of its own', async () => {
    const { document } = await show('preview-editor.jsonl', `${hotel.join('\n')}\n`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.openWith', document.uri, 'exemplar.chatView');
    await shown('What is 0 and one?');
    await click('.message.user');
    await press('j');
    await shown('What is 1 and one?');
    await screenshot('preview-editor');
    await Promise.all(Array.from({ length: 5 }, () => press('j')));
    await shown('What is 6 and one?');
  });

  it('opens a file as conversations where its cursor was, and where the reader left it', async () => {
    const editor = await show('preview-place.jsonl', `${many.join('\n')}\n`);
    const { uri } = editor.document;
    select(editor, 7);
    await eventually(() => equal(vscode.window.activeTextEditor?.selection.active.line, 7));
    await vscode.commands.executeCommand('vscode.openWith', uri, 'exemplar.chatView');
    await shown('Question 7?');
    await click('.message.user');
    await press('j');
    await shown('Question 8?');
    equal(
      vscode.window.visibleTextEditors.map(({ document, viewColumn }) => [document.uri.path, viewColumn]),
      [],
    );
    // Another tab takes its place, and the page with it.
    await show('preview-other.jsonl', `${cleanLines.join('\n')}\n`);
    await vscode.commands.executeCommand('vscode.openWith', uri, 'exemplar.chatView');
    await shown('Question 8?');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.openWith', uri, 'exemplar.chatView');
    await shown('Question 8?');
  });
});
