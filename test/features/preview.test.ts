import assert from 'node:assert/strict';
import test from 'node:test';
import { isObject, parseLine } from '../../server/src/core/json/parse';
import { countExample, type ExampleTokens } from '../../server/src/core/tokens/countExample';
import { findLines } from '../../server/src/features/findLines';
import { preview } from '../../server/src/features/preview';
import type { PreviewMessage, PreviewView } from '../../server/src/shared/previewView';
import { featureContext } from '../support/features';

const question = { role: 'user', content: 'How warm is it?' };
const chat = (...messages: readonly object[]): string => JSON.stringify({ messages });
const clean = chat(question, { role: 'assistant', content: 'Quite.' });

/** A token is a word here, so that a reader can check the counts. */
async function countWords({ text }: { readonly text: string }): Promise<ExampleTokens | undefined> {
  const parsed = parseLine(text);
  const words = { vocabulary: 'o200k_base', count: (each: string) => each.split(/\s+/).filter(Boolean).length } as const;
  return parsed.ok && isObject(parsed.value) ? countExample(parsed.value, words, { id: 'gpt-4.1', encoding: 'o200k_base' }) : undefined;
}

async function viewOf(line: string, whole = false): Promise<PreviewView> {
  const view = await preview(featureContext(`${line}\n${clean}\n`, { tokensOf: countWords }), { line: 0, whole });
  assert(view);
  return view;
}

/** Who says what, one line a message, results below their call. */
function told({ sections }: PreviewView): string {
  const one = ({ role, training, parts, calls }: PreviewMessage, indent: string): string[] => [
    `${indent}${role} ${training}: ${parts.map((part) => ('text' in part ? part.text.text : part.kind)).join(' + ')}`,
    ...calls.flatMap((call) => [
      `${indent}  ${call.name}(${call.arguments.text.replace(/\s+/g, '')})`,
      ...(call.result ? one(call.result, `${indent}    `) : []),
    ]),
  ];
  return sections.flatMap(({ side, messages }) => [...(side ? [side] : []), ...messages.flatMap((message) => one(message, ''))]).join('\n');
}

/** The text of the line that a span means. */
const at = (line: string, { start, end }: { readonly start: number; readonly end: number }): string => line.slice(start, end);

test('a conversation: who speaks, what is learnt, how many tokens, where it stands', async () => {
  const line = chat(
    { role: 'system', content: 'Be brief.' },
    question,
    { role: 'assistant', content: 'I think that it is.', weight: 0 },
    { role: 'user', content: 'Brief!', name: 'ann' },
    { role: 'assistant', content: 'Say "18 °C".\nNo more.' },
  );
  const view = await viewOf(line);
  assert.equal(view.state, 'example');
  assert.equal(view.shape, 'chat messages');
  assert.equal(view.lines, 2);
  assert.equal(
    told(view),
    `system context: Be brief.
user context: How warm is it?
assistant untrained: I think that it is.
user context: Brief!
assistant trained: Say "18 °C".\nNo more.`,
  );
  const messages = view.sections[0]?.messages ?? [];
  assert.deepEqual(
    messages.map(({ tokens }) => tokens),
    [6, 8, 9, 7, 9],
  );
  assert.equal(messages[2]?.why, 'its `weight` is 0');
  assert.equal(messages[3]?.name, 'ann');
  assert.equal(at(line, messages[4]?.content ?? { start: 0, end: 0 }), 'Say \\"18 °C\\".\\nNo more.');
  assert.deepEqual(messages[4]?.textPath, ['messages', 4, 'content']);
  assert.equal(at(line, messages[1]?.span ?? { start: 0, end: 0 }), JSON.stringify(question));
  assert.deepEqual(view.tokens, { total: 42, approximate: false, model: 'gpt-4.1-mini-2025-04-14', limit: 65_536 });
});

test('of calls that bear the same id those of the last message are answered first, in their order', async () => {
  const call = (city: string): object => ({ id: 'a', type: 'function', function: { name: 'look', arguments: JSON.stringify({ city }) } });
  const calling = (...cities: string[]): object => ({ role: 'assistant', content: null, tool_calls: cities.map(call) });
  const results = ['first', 'second', 'third', 'fourth'].map((content) => ({ role: 'tool', tool_call_id: 'a', content }));
  const messages = [question, calling('Oslo'), calling('Bergen', 'Moss'), ...results];
  assert.equal(
    told(await viewOf(JSON.stringify({ messages }))),
    `user context: How warm is it?
assistant trained: 
  look({"city":"Oslo"})
    tool context: third
assistant trained: 
  look({"city":"Bergen"})
    tool context: first
  look({"city":"Moss"})
    tool context: second
tool context: fourth`,
  );
});

test('results stand at their calls, in whatever order they come; one without a call stands alone', async () => {
  const call = (id: string, city: string): object => ({
    id,
    type: 'function',
    function: { name: 'look', arguments: JSON.stringify({ city }) },
  });
  const result = (id: string, content: string): object => ({ role: 'tool', tool_call_id: id, content });
  const line = JSON.stringify({
    messages: [
      question,
      { role: 'assistant', content: null, tool_calls: [call('a', 'Oslo'), call('b', 'Bergen')] },
      result('b', '{"c":9}'),
      result('a', 'eighteen'),
      result('z', 'lost'),
      { role: 'assistant', content: 'Warm.' },
    ],
    tools: [{ type: 'function', function: { name: 'look', description: 'Looks.', parameters: { type: 'object' } } }],
    parallel_tool_calls: true,
  });
  const view = await viewOf(line);
  assert.equal(
    told(view),
    `user context: How warm is it?
assistant trained: 
  look({"city":"Oslo"})
    tool context: eighteen
  look({"city":"Bergen"})
    tool context: {"c":9}
tool context: lost
assistant trained: Warm.`,
  );
  const [first] = view.sections[0]?.messages[1]?.calls ?? [];
  assert.equal(first?.arguments.text, '{\n  "city": "Oslo"\n}');
  assert.equal(view.sections[0]?.messages[1]?.calls[1]?.result?.parts[0]?.kind, 'json');
  assert.deepEqual(
    view.tools.map(({ name, description }) => [name, description]),
    [['look', 'Looks.']],
  );
  assert.deepEqual(
    view.members.map(({ key, json }) => [key, json.text]),
    [['parallel_tool_calls', 'true']],
  );
  assert.deepEqual(
    view.sections[0]?.messages[2]?.findings.map(({ rule }) => rule),
    ['orphan-tool-message'],
  );
});

test('arguments that are no JSON stand as they are, and numbers keep their spelling', async () => {
  const called = (text: string): string =>
    chat(question, { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: text } }] });
  const argumentsOf = async (text: string): Promise<unknown> => {
    const call = (await viewOf(called(text))).sections[0]?.messages[1]?.calls[0];
    return [call?.json, call?.arguments.text];
  };
  assert.deepEqual(await argumentsOf('{"a":'), [false, '{"a":']);
  assert.deepEqual(await argumentsOf('{"n":12345678901234567890,"t":"\\u00e9\\\\u00e9\\n"}'), [
    true,
    '{\n  "n": 12345678901234567890,\n  "t": "é\\\\u00e9\\n"\n}',
  ]);
});

test('images with their size and detail, other parts by their names', async () => {
  const url = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==';
  const content = [
    { type: 'text', text: 'Look' },
    { type: 'image_url', image_url: { url, detail: 'low' } },
    { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
    { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
  ];
  const { sections } = await viewOf(chat({ role: 'user', content }, { role: 'assistant', content: 'Yes.' }));
  assert.deepEqual(sections[0]?.messages[0]?.parts.slice(1, 3), [
    { kind: 'image', url, detail: 'low', size: { width: 2, height: 3 } },
    { kind: 'image', url: 'https://example.com/a.png' },
  ]);
  const [, , , audio] = sections[0]?.messages[0]?.parts ?? [];
  assert(audio?.kind === 'other');
  assert.equal(audio.label, 'input_audio');
  assert.match(audio.json.text, /"format": "wav"/);
});

test('a preference pair has two sides', async () => {
  const view = await viewOf(
    JSON.stringify({
      input: { messages: [question] },
      preferred_output: [{ role: 'assistant', content: 'Warm.' }],
      non_preferred_output: [{ role: 'assistant', content: 'Dunno.' }],
    }),
  );
  assert.equal(
    told(view),
    `user context: How warm is it?
preferred
assistant preferred: Warm.
rejected
assistant rejected: Dunno.`,
  );
});

test('other shapes read alike', async () => {
  const cases: readonly (readonly [target: string, line: object, told: string])[] = [
    [
      'axolotl',
      {
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
        ],
      },
      'user context: Hi\nassistant trained: Hello',
    ],
    ['llama-factory', { instruction: 'Add', input: '1 2', output: '3' }, 'user context: Add + 1 2\nassistant trained: 3'],
    [
      'gemini',
      {
        contents: [
          { role: 'user', parts: [{ text: 'Hi' }] },
          { role: 'model', parts: [{ text: 'Hello' }] },
        ],
      },
      'user context: Hi\nassistant trained: Hello',
    ],
    ['together', { prompt: 'Once', completion: ' upon a time' }, 'user context: Once\nassistant trained:  upon a time'],
    [
      'openai',
      { prompt: [question], completion: [{ role: 'assistant', content: 'Warm.' }], label: false },
      'user context: How warm is it?\nassistant rejected: Warm.',
    ],
    ['openai', { messages: [question], reference_answer: 'warm' }, 'user context: How warm is it?'],
  ];
  for (const [targetId, line, expected] of cases) {
    const text = JSON.stringify(line);
    const view = await preview(featureContext(`${text}\n${text}\n`, { targetId }), { line: 0, whole: false });
    assert(view);
    assert.equal(told(view), expected);
  }
});

test('a broken line shows what can be read, and where it breaks', async () => {
  const line = clean.replace('"assistant","content"', '"assistant" "content"');
  const view = await viewOf(line);
  assert.equal(view.state, 'broken');
  assert.match(told(view), /^user context: How warm is it\?\nassistant context:/);
  assert(view.fault);
  assert(Math.abs(view.fault.start - line.indexOf('"assistant" ') - '"assistant"'.length) <= 1);
  assert.equal(view.raw.text, line);
  const messages = view.sections.flatMap((section) => section.messages);
  assert.match([...view.findings, ...messages.flatMap(({ findings }) => findings)][0]?.message ?? '', /Example 1 cannot be parsed/);
  const cut = await viewOf(clean.slice(0, 30));
  assert.equal(cut.state, 'broken');
  assert(cut.fault);
});

test('lines that are no examples say so, and lines that are not there are null', async () => {
  assert.equal((await viewOf('')).state, 'blank');
  assert.equal((await viewOf('')).howToBegin, undefined);
  assert.match((await preview(featureContext('\n'), { line: 0, whole: false }))?.howToBegin ?? '', /^Completion offers whole examples/);
  assert.equal((await viewOf('{"level":"info","message":"started"}')).state, 'other');
  assert.equal((await viewOf('[1,2]')).state, 'other');
  assert.equal((await viewOf('"text"')).state, 'other');
  assert.equal(await preview(featureContext(clean), { line: 7, whole: false }), null);
});

test('findings stand at their message, the rest at the line', async () => {
  const view = await viewOf(`${chat(question, { role: 'bot', content: 'Yes.' }).slice(0, -1)},"temperatur":1}`);
  const messages = view.sections[0]?.messages ?? [];
  assert.deepEqual(
    messages.map(({ findings }) => findings.map(({ rule }) => rule)),
    [[], ['unknown-role']],
  );
  assert.deepEqual(
    view.findings.map(({ rule }) => rule),
    ['unknown-key'],
  );
  assert.deepEqual(
    view.members.map(({ key }) => key),
    ['temperatur'],
  );
  assert.deepEqual(view.problems.map(({ rule }) => rule).sort(), ['unknown-key', 'unknown-role']);
});

test('long texts are cut unless they are wanted whole, and never within a character', async () => {
  const long = `x${'😀'.repeat(15_000)}`;
  const line = chat(question, { role: 'assistant', content: long });
  const textOf = (view: PreviewView): { readonly text: string; readonly length: number } => {
    const [part] = view.sections[0]?.messages[1]?.parts ?? [];
    assert(part?.kind === 'text');
    return part.text;
  };
  const cut = textOf(await viewOf(line));
  assert.equal(cut.length, long.length);
  assert(cut.text.length < 20_001 && !/[\ud800-\udbff]$/.test(cut.text));
  assert.equal(textOf(await viewOf(line, true)).text, long);
});

const found = async (
  text: string,
  query: { readonly text?: string; readonly rule?: string },
  goOn = async () => true,
): Promise<readonly number[]> => {
  const context = featureContext(text);
  context.file.check?.checkPending(() => true);
  return (await findLines(context, { textDocument: { uri: 'file:///test.jsonl' }, ...query }, goOn)).lines;
};

test('lines are found by what they say, not by their keys or spelling; broken ones as they stand', async () => {
  const escaped = chat(question, { role: 'assistant', content: 'Caf\u00e9 "Rio"\n' }).replace('é', '\\u00e9');
  const file = [clean, escaped, '', clean.replace('Quite.', 'QUITE so'), clean.slice(0, -3)].join('\n');
  assert.deepEqual(await found(file, { text: 'quite' }), [0, 3, 4]);
  assert.deepEqual(await found(file, { text: 'CAFÉ "rio' }), [1]);
  assert.deepEqual(await found(file, { text: 'content' }), [4]);
  assert.deepEqual(await found(file, { text: 'nowhere' }), []);
});

test('lines are found by what is wrong with them', async () => {
  const bot = chat(question, { role: 'bot', content: 'Quite.' });
  const file = [clean, bot, clean.slice(0, -3), clean, bot.replace('Quite', 'Rather')].join('\n');
  assert.deepEqual(await found(file, { rule: 'unknown-role' }), [1, 4]);
  assert.deepEqual(await found(file, { rule: 'unknown-role', text: 'rather' }), [4]);
  assert((await found(file, { rule: '*' })).length >= 3);
});

test('a search that nobody waits for is given up', async () => {
  const file = Array(10)
    .fill(chat(question, { role: 'assistant', content: `warm ${'x'.repeat(600_000)}` }))
    .join('\n');
  let turns = 0;
  const lines = await found(file, { text: 'warm' }, async () => ++turns < 1);
  assert(lines.length > 0 && lines.length < 10);
});
