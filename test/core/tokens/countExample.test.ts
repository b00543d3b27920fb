import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { countExample, type ExampleTokens } from '../../../server/src/core/tokens/countExample';
import { counterOf } from './counters';

const o200k = () => counterOf('o200k_base');
const cl100k = () => counterOf('cl100k_base');

async function count(value: unknown, id = 'gpt-4o-2024-08-06'): Promise<ExampleTokens> {
  return countExample(value, await o200k(), { id, encoding: 'o200k_base' });
}

async function countOld(value: unknown): Promise<ExampleTokens> {
  return countExample(value, await cl100k(), { id: 'gpt-3.5-turbo-0125', encoding: 'cl100k_base' });
}

async function tokens(text: string): Promise<number> {
  return (await o200k()).count(text);
}

// The examples whose counts "How to count tokens with tiktoken" compares with the API's.
const jargon = {
  messages: [
    { role: 'system', content: 'You are a helpful, pattern-following assistant that translates corporate jargon into plain English.' },
    { role: 'system', name: 'example_user', content: 'New synergies will help drive top-line growth.' },
    { role: 'system', name: 'example_assistant', content: 'Things working well together will increase revenue.' },
    {
      role: 'system',
      name: 'example_user',
      content: "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
    },
    { role: 'system', name: 'example_assistant', content: "Let's talk later when we're less busy about how to do better." },
    { role: 'user', content: "This late pivot means we don't have time to boil the ocean for the client deliverable." },
  ],
};

const weatherTool = {
  type: 'function',
  function: {
    name: 'get_current_weather',
    description: 'Get the current weather in a given location',
    parameters: {
      type: 'object',
      properties: {
        location: { type: 'string', description: 'The city and state, e.g. San Francisco, CA' },
        unit: { type: 'string', description: 'The unit of temperature to return', enum: ['celsius', 'fahrenheit'] },
      },
      required: ['location'],
    },
  },
};

const weather = {
  tools: [weatherTool],
  messages: [
    { role: 'system', content: 'You are a helpful assistant that can answer to questions about the weather.' },
    { role: 'user', content: "What's the weather like in San Francisco?" },
  ],
};

test('a conversation counts as OpenAI measured it', async () => {
  assert.equal((await countOld(jargon)).total, 129);
  const counted = await count(jargon);
  assert.equal(counted.total, 124);
  assert.equal(counted.approximate, false);
  assert.equal(counted.why, undefined);
  assert.equal(counted.assistant, 0);
});

test('tools count as OpenAI measured them, and are an estimate for training', async () => {
  const old = await countOld(weather);
  assert.deepEqual([old.total, old.tools], [105, 71]);
  const counted = await count(weather);
  assert.deepEqual([counted.total, counted.tools], [101, 68]);
  assert(counted.approximate);
  assert.match(counted.why ?? '', /training/);
});

test('a full stop at the end of descriptions is free', async () => {
  const dotted = structuredClone(weatherTool);
  dotted.function.description += '.';
  dotted.function.parameters.properties.unit.description += '.';
  assert.equal((await count({ ...weather, tools: [dotted] })).tools, 68);
});

test('the functions of old count as tools', async () => {
  assert.equal((await count({ messages: weather.messages, functions: [weatherTool.function] })).tools, 68);
});

test('messages carry their paths, and add up', async () => {
  const counted = await count({
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi there', weight: 1 },
    ],
  });
  assert.deepEqual(
    counted.messages.map(({ path }) => path),
    [
      ['messages', 0],
      ['messages', 1],
    ],
  );
  const [first, second] = counted.messages;
  assert.equal(counted.total, (first?.tokens ?? 0) + (second?.tokens ?? 0) + 3);
  assert.equal(counted.assistant, await tokens('Hi there'));
});

test('text parts count as their texts', async () => {
  const parts = await count({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hello' },
          { type: 'text', text: ' there' },
        ],
      },
    ],
  });
  assert.equal(parts.total, 3 + 3 + (await tokens('user')) + (await tokens('Hello')) + (await tokens(' there')));
  assert.equal(parts.approximate, false);
});

test("LLaMA-Factory's parts count as their values", async () => {
  const parts = await count({ messages: [{ role: 'user', content: [{ type: 'text', value: 'Hello' }] }] });
  assert.equal(parts.total, 6 + (await tokens('user')) + (await tokens('Hello')));
  assert.equal(parts.approximate, false);
  const thought = await count({ messages: [{ role: 'user', content: [{ type: 'reasoning', value: 'Hello' }] }] });
  assert.deepEqual([thought.total, thought.approximate], [parts.total, true]);
});

test('images count by the model and their size', async () => {
  const example = (url: string, detail?: string): unknown => ({
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url, detail } }] }],
  });
  const without = 6 + (await tokens('user'));
  const png = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000000d4948445200000400000004000802', 'hex').toString('base64')}`;
  const exact = await count(example(png));
  assert.deepEqual([exact.total - without, exact.approximate], [765, false]);
  assert.equal((await count(example(png), 'gpt-4.1-mini-2025-04-14')).total - without, Math.round(1024 * 1.62));
  const low = await count(example('https://example.com/a.png', 'low'));
  assert.deepEqual([low.total - without, low.approximate], [85, false]);
  const unknown = await count(example('https://example.com/a.png'));
  assert.deepEqual([unknown.total - without, unknown.approximate], [85, true]);
  assert((await count(example(png), 'gpt-5')).approximate);
});

test('tool calls count as name and arguments, and belong to the assistant', async () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Rome"}' } };
  const expected = (await tokens('get_weather')) + (await tokens('{"city":"Rome"}'));
  const counted = await count({ messages: [{ role: 'assistant', content: null, tool_calls: [call] }] });
  assert.deepEqual([counted.assistant, counted.approximate], [expected, true]);
  const old = await count({ messages: [{ role: 'assistant', content: null, function_call: call.function }] });
  assert.equal(old.assistant, expected);
});

test('a pair counts its input and both answers', async () => {
  const input = { messages: [{ role: 'user', content: 'Hello' }] };
  const answer = (content: string): unknown => [{ role: 'assistant', content }];
  const counted = await count({ input, preferred_output: answer('Hi there'), non_preferred_output: answer('Go away') });
  assert.deepEqual(
    counted.messages.map(({ path }) => path.join('.')),
    ['input.messages.0', 'preferred_output.0', 'non_preferred_output.0'],
  );
  assert.equal(counted.assistant, (await tokens('Hi there')) + (await tokens('Go away')));
  assert(counted.approximate);
  const texts = await count({ prompt: 'Hello', chosen: 'Hi there', rejected: 'Go away' });
  assert.equal(texts.assistant, counted.assistant);
});

test('a completion counts its two texts', async () => {
  const counted = await count({ prompt: 'Say hello ->', completion: ' Hello\n' });
  assert.deepEqual(counted, {
    total: (await tokens('Say hello ->')) + (await tokens(' Hello\n')),
    messages: [
      { path: ['prompt'], tokens: await tokens('Say hello ->') },
      { path: ['completion'], tokens: await tokens(' Hello\n') },
    ],
    assistant: await tokens(' Hello\n'),
    tools: 0,
    approximate: false,
  });
});

test('a reinforcement line counts its messages, not what only graders read', async () => {
  const messages = [{ role: 'user', content: 'What is 2 + 2?' }];
  assert.equal((await count({ messages, answer: 'a long reference answer' })).total, (await count({ messages })).total);
});

test('a line of no known shape counts as the sum of its texts', async () => {
  const counted = await count({ speeches: [{ by: 'human', words: 'Hello' }] });
  assert.equal(counted.total, (await tokens('human')) + (await tokens('Hello')));
  assert(counted.approximate);
});

const asked = 'What is the capital of France?';
const answered = 'Paris, since 987.';
const brief = 'Be brief.';
const chatForm = {
  messages: [
    { role: 'system', content: brief },
    { role: 'user', content: asked },
    { role: 'assistant', content: answered },
  ],
};
const contents = [
  { role: 'user', parts: [{ text: asked }] },
  { role: 'model', parts: [{ text: answered }] },
];

test('a conversation counts the same in every shape, message by message', async () => {
  const chat = await count(chatForm);
  for (const line of [
    { system: brief, instruction: asked, input: '', output: answered, id: 'alpaca-000123' },
    {
      system: brief,
      conversations: [
        { from: 'human', value: asked },
        { from: 'gpt', value: answered },
      ],
    },
    { systemInstruction: { role: 'system', parts: [{ text: brief }] }, contents },
    { system: brief, messages: chatForm.messages.slice(1) },
    {
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: brief }],
      messages: [
        { role: 'user', content: [{ text: asked }] },
        { role: 'assistant', content: [{ text: answered }] },
      ],
    },
    {
      request: [
        { role: 'system', text: brief },
        { role: 'user', text: asked },
      ],
      response: answered,
    },
  ]) {
    const counted = await count(line);
    assert.deepEqual([counted.total, counted.assistant, counted.approximate], [chat.total, chat.assistant, true], JSON.stringify(line));
    assert.deepEqual(
      counted.messages.map(({ tokens, said }) => [tokens, said]),
      chat.messages.map(({ tokens, said }) => [tokens, said]),
    );
  }
});

test('running text counts as it stands, by whatever keys', async () => {
  const text = await count({ text: answered });
  assert.deepEqual(text, {
    total: await tokens(answered),
    messages: [{ path: ['text'], tokens: await tokens(answered) }],
    assistant: await tokens(answered),
    tools: 0,
    approximate: false,
  });
  const completion = await count({ question: asked, completion: answered });
  assert.equal(completion.total, (await tokens(asked)) + (await tokens(answered)));
  const pair = await count({ instruction: asked, input: 'In Europe.', chosen: answered, rejected: 'Rome' });
  assert.deepEqual(
    pair.messages.map(({ path }) => path.join('.')),
    ['instruction', 'chosen', 'rejected'],
  );
  assert.equal(pair.total, (await tokens(`${asked}\nIn Europe.`)) + (await tokens(answered)) + (await tokens('Rome')));
});

test('what both sides of a pair begin with is counted once', async () => {
  const side = (content: string): unknown => [chatForm.messages[1], { role: 'assistant', content }];
  const answer = (content: string): unknown => [{ role: 'assistant', content }];
  const whole = await count({ chosen: side('Paris'), rejected: side('Rome') });
  const apart = await count({ prompt: [chatForm.messages[1]], chosen: answer('Paris'), rejected: answer('Rome') });
  assert.deepEqual([whole.total, whole.assistant], [apart.total, apart.assistant]);
});

test('images in other shapes count as images, and their bytes as nothing', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000400000004000802', 'hex').toString('base64');
  const image = { inlineData: { mimeType: 'image/png', data: png } };
  const sound = { inlineData: { mimeType: 'audio/wav', data: png.repeat(100) } };
  const plain = await count({ contents });
  const [question, ...rest] = contents;
  const withParts = (...parts: readonly unknown[]): unknown => ({
    contents: [{ ...question, parts: [...(question?.parts ?? []), ...parts] }, ...rest],
  });
  assert.equal((await count(withParts(image))).total - plain.total, 765);
  const heard = await count(withParts(sound));
  assert.equal(heard.total, plain.total);
  assert.match(heard.why ?? '', /audio and files are not counted/);
});

test('a model without its own tokenizer is counted approximately', async () => {
  const counted = countExample(jargon, await o200k(), { id: 'mistral-small', encoding: 'approximate' });
  assert.equal(counted.total, 124);
  assert.match(counted.why ?? '', /o200k_base/);
});

test('odd values never throw, and give numbers', async () => {
  const key = fc.constantFrom(
    ...['messages', 'role', 'content', 'name', 'tools', 'tool_calls', 'function', 'function_call', 'parameters', 'properties', 'type'],
    ...[
      'arguments',
      'image_url',
      'url',
      'text',
      'enum',
      'items',
      'input',
      'preferred_output',
      'prompt',
      'completion',
      '__proto__',
      'weight',
    ],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'medium' }, fc.jsonValue({ maxDepth: 1 }), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  }));
  const counter = await o200k();
  fc.assert(
    fc.property(fc.oneof(value, fc.record({ messages: fc.array(value), tools: value })), (line) => {
      const counted = countExample(JSON.parse(JSON.stringify(line)), counter, { id: 'gpt-4o', encoding: 'o200k_base' });
      for (const number of [counted.total, counted.assistant, counted.tools]) assert(Number.isInteger(number), JSON.stringify(counted));
      assert.equal(counted.approximate, counted.why !== undefined);
    }),
    { numRuns: 2000 },
  );
});

test('deep nesting is no trouble', async () => {
  const deep = (before: string, after: string): unknown => JSON.parse(`${before}${'['.repeat(100_000)}"x"${']'.repeat(100_000)}${after}`);
  for (const [before, after] of [
    ['', ''],
    ['{"messages":', '}'],
    ['{"messages":[{"role":"user","content":', '}]}'],
    ['{"messages":[{"role":"user","tool_calls":', '}]}'],
    ['{"messages":[],"tools":[{"parameters":{"items":', '}}]}'],
  ] as const) {
    assert((await count(deep(before, after))).total > 0, before);
  }
});
