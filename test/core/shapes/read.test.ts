import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Path } from '../../../server/src/core/json/path';
import { allMessages, type Example, type ExampleMessage, textOf } from '../../../server/src/core/shapes/example';
import { shapes } from '../../../server/src/core/shapes/index';
import { readMessages } from '../../../server/src/core/shapes/read/messages';
import { readExample } from '../../../server/src/core/shapes/readExample';
import { faultyLines } from '../convert/between/arbitraries';

const call = { id: 'c1', type: 'function', function: { name: 'sky', arguments: '{"at": "Oslo"}' } };

/** A line of each shape, and what is said in it: role, text, and the path of the text. */
const cases: readonly (readonly [shape: string, line: object, said: readonly string[]])[] = [
  [
    'chat',
    {
      messages: [
        { role: 'system', content: 'Be kind.' },
        {
          role: 'Human',
          content: [
            { type: 'text', text: 'Look:' },
            { type: 'image_url', image_url: { url: 'https://a/b.png' } },
          ],
        },
        { role: 'assistant', content: 'A cat.', weight: 0 },
      ],
    },
    ['system: Be kind. @messages[0].content', 'user: Look: @messages[1].content[0].text', 'assistant: A cat. @messages[2].content'],
  ],
  [
    'chat',
    {
      conversations: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
    },
    ['user: hi @conversations[0].content', 'assistant: hello @conversations[1].content'],
  ],
  [
    'preference',
    {
      input: { messages: [{ role: 'user', content: 'hi' }] },
      preferred_completion: [{ role: 'assistant', content: 'hello' }],
      non_preferred_output: [{ role: 'assistant', content: 'what' }],
    },
    [
      'user: hi @input.messages[0].content',
      'assistant: hello @preferred_completion[0].content',
      'assistant: what @non_preferred_output[0].content',
    ],
  ],
  ['reinforcement', { messages: [{ role: 'user', content: '1+1?' }], reference: '2' }, ['user: 1+1? @messages[0].content']],
  ['completion', { prompt: 'a ->', completion: ' b' }, ['user: a -> @prompt', 'assistant:  b @completion']],
  ['completion', { prompt: '', completion: ' b' }, ['assistant:  b @completion']],
  ['text', { text: 'Once upon a time' }, ['assistant: Once upon a time @text']],
  [
    'sharegpt',
    {
      system: 'Be kind.',
      conversations: [
        { from: 'human', value: 'hi' },
        { from: 'gpt', value: 'hello' },
      ],
    },
    ['system: Be kind. @system', 'user: hi @conversations[0].value', 'assistant: hello @conversations[1].value'],
  ],
  [
    'alpaca',
    { system: 'Be kind.', history: [['q', 'a']], instruction: 'Add', input: '1, 2', output: '3' },
    [
      'system: Be kind. @system',
      'user: q @history[0][0]',
      'assistant: a @history[0][1]',
      'user: Add\n1, 2 @instruction',
      'assistant: 3 @output',
    ],
  ],
  ['alpaca', { question: 'Oslo?', answer: 'Norway.' }, ['user: Oslo? @question', 'assistant: Norway. @answer']],
  [
    'gemini',
    {
      systemInstruction: { parts: [{ text: 'Be kind.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'hi' }] },
        { role: 'model', parts: [{ functionCall: { name: 'sky', args: { at: 'Oslo' } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'sky', response: { result: 'rain' } } }] },
        { role: 'model', parts: [{ text: 'Rain.' }] },
      ],
    },
    [
      'system: Be kind. @systemInstruction.parts[0].text',
      'user: hi @contents[0].parts[0].text',
      'assistant: sky({"at":"Oslo"}) @contents[1].parts[0]',
      'tool: rain @contents[2].parts[0]',
      'assistant: Rain. @contents[3].parts[0].text',
    ],
  ],
  [
    'gemini-preference',
    {
      contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      completions: [
        { score: 0, completion: { role: 'model', parts: [{ text: 'what' }] } },
        { score: 1, completion: { role: 'model', parts: [{ text: 'hello' }] } },
      ],
    },
    [
      'user: hi @contents[0].parts[0].text',
      'assistant: hello @completions[1].completion.parts[0].text',
      'assistant: what @completions[0].completion.parts[0].text',
    ],
  ],
  [
    'bedrock-converse',
    {
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'Be kind.' }],
      messages: [
        { role: 'user', content: [{ text: 'hi' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'sky', input: {} } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 't1', content: [{ json: { rain: true } }] } }] },
      ],
    },
    [
      'system: Be kind. @system[0].text',
      'user: hi @messages[0].content[0].text',
      'assistant: sky({}) @messages[1].content[0]',
      'tool: {"rain":true} @messages[2].content[0].toolResult.content[0]',
    ],
  ],
  [
    'bedrock-claude',
    {
      system: 'Be kind.',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
    },
    ['system: Be kind. @system', 'user: hi @messages[0].content', 'assistant: hello @messages[1].content'],
  ],
  [
    'cohere',
    {
      messages: [
        { role: 'User', content: 'hi' },
        { role: 'Chatbot', content: 'hello' },
      ],
    },
    ['user: hi @messages[0].content', 'assistant: hello @messages[1].content'],
  ],
  ['trl-preference', { prompt: 'a', chosen: 'b', rejected: 'c' }, ['user: a @prompt', 'assistant: b @chosen', 'assistant: c @rejected']],
  [
    'trl-preference',
    {
      prompt: 'hi',
      chosen: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
      rejected: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'what' },
      ],
    },
    ['user: hi @chosen[0].content', 'assistant: hello @chosen[1].content', 'assistant: what @rejected[1].content'],
  ],
  [
    'trl-preference',
    { conversations: [{ from: 'human', value: 'hi' }], chosen: { from: 'gpt', value: 'b' }, rejected: { from: 'gpt', value: 'c' } },
    ['user: hi @conversations[0].value', 'assistant: b @chosen.value', 'assistant: c @rejected.value'],
  ],
  [
    'trl-prompt-completion',
    { prompt: [{ role: 'user', content: 'hi' }], completion: [{ role: 'assistant', content: 'hello' }] },
    ['user: hi @prompt[0].content', 'assistant: hello @completion[0].content'],
  ],
  ['kto', { prompt: 'a', completion: 'b', label: false }, ['user: a @prompt', 'assistant: b @completion']],
  ['yandex', { request: [{ role: 'user', text: 'hi' }], response: 'hello' }, ['user: hi @request[0].text', 'assistant: hello @response']],
];

for (const [shape, line, said] of cases) {
  test(`reads what is said in ${shape} lines, and where: ${JSON.stringify(line).slice(0, 60)}`, () => {
    const example = readExample(line, undefined);
    assert.ok(example);
    assert.deepEqual(allMessages(example).map(spoken), said);
    for (const message of allMessages(example)) for (const { path } of message.content) assert.notEqual(at(line, path), undefined);
  });
}

test('every shape is among the cases', () => {
  assert.deepEqual([...new Set(cases.map(([id]) => id))].toSorted(), shapes.map(({ id }) => id).toSorted());
  for (const [id, line] of cases) assert.equal(shapes.find((shape) => shape.detect(line as Record<string, unknown>))?.id, id);
});

test('reads calls, their answers, tools, names, weights and reasoning', () => {
  const example = readExample(
    {
      messages: [
        { role: 'user', content: 'Rain?', name: 'ann' },
        { role: 'assistant', content: null, tool_calls: [call], reasoning_content: 'Look it up.', weight: 1 },
        { role: 'tool', tool_call_id: 'c1', content: 'yes' },
        { role: 'assistant', content: 'Yes.', mood: 'wet' },
      ],
      tools: [{ type: 'function', function: { name: 'sky', description: 'The weather', parameters: { type: 'object' } } }],
      parallel_tool_calls: false,
      id: 7,
    },
    undefined,
  );
  const [ann, calling, tool, last] = example?.messages ?? [];
  assert.equal(ann?.name, 'ann');
  assert.deepEqual(calling?.calls, [{ id: 'c1', name: 'sky', arguments: '{"at": "Oslo"}', path: ['messages', 1, 'tool_calls', 0] }]);
  assert.deepEqual(calling?.reasoning, { text: 'Look it up.', path: ['messages', 1, 'reasoning_content'] });
  assert.equal(calling?.weight, 1);
  assert.equal(tool?.answers, 'c1');
  assert.deepEqual(last?.rest, { mood: 'wet' });
  assert.deepEqual(example?.tools, [{ name: 'sky', description: 'The weather', parameters: { type: 'object' }, path: ['tools', 0] }]);
  assert.equal(example?.parallelToolCalls, false);
  assert.deepEqual(example?.rest, { id: 7 });
});

test('reads a role that calls functions, and the same role where it brings a result', () => {
  const call = (name: string) => `{"name":"${name}","arguments":{"at":"Oslo"}}`;
  const spoken = (message: object) => readMessages([message], []).map(({ role, calls }) => [role, ...calls.map(({ name }) => name)]);
  assert.deepEqual(spoken({ role: 'function', content: call('sky') }), [['assistant', 'sky']]);
  assert.deepEqual(spoken({ role: 'function', content: `[${call('sky')},${call('sea')}]` }), [['assistant', 'sky', 'sea']]);
  assert.deepEqual(spoken({ role: 'function', name: 'sky', content: call('sky') }), [['tool']]);
  assert.deepEqual(spoken({ role: 'function', content: 'rain' }), [['tool']]);
  assert.deepEqual(spoken({ role: 'function', content: '{"name":"Oslo","sky":"rain"}' }), [['tool']]);
  assert.deepEqual(spoken({ role: 'function', content: '[]' }), [['tool']]);
});

test('reads parts in the form of LLaMA-Factory', () => {
  const example = readExample(
    {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', value: 'hi' },
            { type: 'image_url', value: 'a/b.png' },
          ],
          loss_weight: 0,
        },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', value: 'Look.' },
            { type: 'tool_call', value: '{"name":"sky","arguments":{}}' },
          ],
        },
      ],
    },
    undefined,
  );
  const [asked, answer] = example?.messages ?? [];
  assert.deepEqual(
    asked?.content.map((part) => (part.kind === 'image' ? part.url : part.kind === 'text' && part.text)),
    ['hi', 'a/b.png'],
  );
  assert.equal(asked?.weight, 0);
  assert.deepEqual(answer?.content, []);
  assert.deepEqual(answer?.reasoning, { text: 'Look.', path: ['messages', 1, 'content', 0, 'value'] });
  assert.deepEqual(answer?.calls, [{ name: 'sky', arguments: '{}', path: ['messages', 1, 'content', 1] }]);
});

test('keeps what it cannot read where it can be seen', () => {
  const example = readExample(
    { messages: [{ role: 'assistant', content: 5, weight: 'much', name: {} }, 'hi', 3], tools: 'none' },
    shapes[9],
  );
  assert.deepEqual(example?.messages[0]?.content, [{ kind: 'other', type: 'number', value: 5, path: ['messages', 0, 'content'] }]);
  assert.deepEqual(example?.messages[0]?.rest, { weight: 'much', name: {} });
  assert.equal(example?.messages[1]?.role, 'unknown');
  assert.equal(textOf(example?.messages[1] as ExampleMessage), 'hi');
  assert.deepEqual(example?.rest, { tools: 'none' });
});

test('reads any JSON in every shape without throwing, and its paths lead somewhere', () => {
  fc.assert(
    fc.property(faultyLines, (value) => {
      for (const shape of shapes) {
        const example = shape.read(value);
        for (const path of pathsOf(example)) assert.notEqual(at(value, path), undefined, `${shape.id} ${JSON.stringify(path)}`);
      }
    }),
    { numRuns: 300 },
  );
});

function pathsOf(example: Example): readonly Path[] {
  return [
    ...allMessages(example).flatMap(({ path, content, calls, reasoning }) => [
      path,
      ...content.map((part) => part.path),
      ...calls.map((each) => each.path),
      ...(reasoning ? [reasoning.path] : []),
    ]),
    ...example.tools.map(({ path }) => path),
  ];
}

function spoken(message: ExampleMessage): string {
  const { role, content, calls } = message;
  const [first] = [...content, ...calls];
  const path = (first?.path ?? message.path).map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const called = calls.map(({ name, arguments: given }) => `${name}(${given})`).join(' ');
  return `${role}: ${textOf(message)}${called} @${path.slice(1)}`;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step) ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );
}
