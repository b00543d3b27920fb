import fc from 'fast-check';

/** A message or a line as it stands in a file. */
export type Json = Record<string, unknown>;

const words = fc.oneof(
  fc.constantFrom('hi', 'Oslo?', 'two\nlines', 'How are you?', '# Title\n\ntext', '1', '{"a":1}', 'ß “quoted”', '👩‍🔬', 'User: x'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '' && text === text.trim()),
);

/** What a generated conversation may hold beside plain turns. */
export interface Having {
  readonly system?: true;
  readonly turns?: true;
  readonly calls?: true;
  readonly parallel?: true;
  readonly images?: true;
  readonly weight?: true;
  readonly names?: true;
  readonly reasoning?: true;
  readonly refusal?: true;
}

const args = fc.constantFrom('{}', '{"at":"Oslo"}', '{"n":1,"deep":{"list":[1,2]}}');
const results = fc.constantFrom('rain', '{"rain":true}', '{"result":"x"}', '[1,2]', 'null', 'two\nlines');

/** Chat lines that train: a conversation in turn that ends with an answer, with ids of calls as a conversion makes them. */
export function chats(having: Having): fc.Arbitrary<Json> {
  const user = fc.record({ content: words, image: fc.boolean(), name: fc.boolean() }).map(({ content, image, name }) => ({
    role: 'user',
    content:
      having.images && image
        ? [
            { type: 'text', text: content },
            { type: 'image_url', image_url: { url: 'https://a.b/c.png', detail: 'low' } },
          ]
        : content,
    ...(having.names && name && { name: 'ann' }),
  }));
  const answer = fc
    .record({
      content: words,
      weight: fc.constantFrom(undefined, 0, 1),
      thought: fc.option(words, { nil: undefined }),
      refuses: fc.boolean(),
    })
    .map(({ content, weight, thought, refuses }) => ({
      role: 'assistant',
      ...(having.reasoning && thought !== undefined && { reasoning_content: thought }),
      ...(having.refusal && refuses ? { refusal: content } : { content }),
      ...(having.weight && weight !== undefined && { weight }),
    }));
  const called = fc.array(fc.tuple(fc.constantFrom('sky', 'sea'), args, results), {
    minLength: 1,
    maxLength: having.parallel ? 3 : 1,
  });
  const turn = fc.tuple(user, having.calls ? fc.option(called, { nil: undefined }) : fc.constant(undefined), answer);
  return fc
    .tuple(fc.option(words, { nil: undefined }), fc.array(turn, { minLength: 1, maxLength: having.turns ? 3 : 1 }))
    .map(([system, turns]) => {
      let id = 0;
      const messages = turns.flatMap(([asked, calls, answered]): Json[] => {
        const made = (calls ?? []).map(([name, given, result]) => ({ id: `call_${++id}`, name, given, result }));
        return [
          asked,
          ...(made.length > 0
            ? [
                {
                  role: 'assistant',
                  tool_calls: made.map((call) => ({ id: call.id, type: 'function', function: { name: call.name, arguments: call.given } })),
                },
                ...made.map((call) => ({ role: 'tool', content: call.result, tool_call_id: call.id })),
              ]
            : []),
          answered,
        ];
      });
      return {
        messages: [...(having.system && system !== undefined ? [{ role: 'system', content: system }] : []), ...messages],
        ...(having.calls && { tools: ['sky', 'sea'].map(tool) }),
      };
    });
}

function tool(name: string): Json {
  return { type: 'function', function: { name, description: `The ${name}`, parameters: { type: 'object', properties: {} } } };
}

/** Preference lines of the same conversations. */
export function preferences(having: Having): fc.Arbitrary<Json> {
  return fc.tuple(chats(having), words, words).map(([{ messages, ...tools }, better, worse]) => ({
    input: { messages: (messages as Json[]).slice(0, -1), ...tools },
    preferred_output: [{ role: 'assistant', content: better }],
    non_preferred_output: [{ role: 'assistant', content: worse }],
  }));
}

const keys = [
  ...['messages', 'role', 'content', 'type', 'text', 'tool_calls', 'function', 'name', 'arguments', 'id', 'tools', 'input', 'prompt'],
  ...['completion', 'completions', 'score', 'label', 'chosen', 'rejected', 'preferred_output', 'non_preferred_output', 'conversations'],
  ...['from', 'value', 'system', 'history', 'instruction', 'output', 'contents', 'parts', 'functionCall', 'functionResponse', 'response'],
  ...[
    'toolUse',
    'toolResult',
    'toolConfig',
    'toolSpec',
    'image',
    'source',
    'reasoningContent',
    'request',
    'weight',
    '__proto__',
    'image_url',
  ],
];
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, 0, -0.5, '', 'user', 'gpt', 'function_call', 'text', 'hi', '[{"name":"f"}]', '\ud800'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
  ),
})).value;

/** Objects of keys that shapes have, with any JSON under them. */
export const faultyLines: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 8 });
