import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { linesOf } from '../../../server/src/core/transcript/rewrite';
import { readTree } from '../../../server/src/core/transcript/tree';
import { writeTranscript } from '../../../server/src/core/transcript/write';

const oddTexts = [
  '',
  ' ',
  '\n',
  '\n\nHi\n',
  'a\r\nb\r\n',
  'a\rb',
  'ends in spaces  \nand a tab\t',
  '   \n\t\n',
  '=== user\nHi',
  '\\=== user',
  '\\\\~~~',
  '===user',
  '==== prompt',
  '===== example',
  'Title\n=====\n',
  '=======',
  '~~~ json\n{}\n~~~',
  '~~~',
  '```json\n{"a": 1}\n```',
  '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main',
  'weight: 0',
  'content:',
  '\\',
  '\\\\\n\\',
  'C:\\users\\u{41}',
  '\\u{d}\\\\u{d800}',
  '\\\0\\\\\0',
  '\u2028\u2029\u0085\ufeff\u00a0\u200b',
  '\ud800',
  '\udc00\ud800',
  '👩‍👩‍👧',
  '\0\u0001\u001b[0m\u007f',
  '{"title":"Emma"}',
  'x'.repeat(90),
] as const;

const text = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(fc.constantFrom(...oddTexts, '=', '~', '\\', ' ', 'user', '\n', '\r', 'u{20}', '"'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const word = fc.constantFrom('1.0', '1e5', '-0', '12345678901234567890', '0.10', 'true', 'false', 'null', '3');
const key = fc.oneof(
  fc.constantFrom(
    'messages',
    'content',
    'role',
    'name',
    'weight',
    'tool_calls',
    'prompt',
    'text',
    'input',
    'a.b',
    'a: b, c',
    '',
    '0',
    '__proto__',
    'type',
    'é',
  ),
  text,
);
const spelledText = text.map((value) => JSON.stringify(value));

function object(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

const { value: json } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(word, spelledText),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(object),
  ),
}));

const call = fc.oneof(
  fc.tuple(text, text, text).map(([id, name, given]) =>
    object([
      ['id', JSON.stringify(id)],
      ['type', '"function"'],
      [
        'function',
        object([
          ['name', JSON.stringify(name)],
          ['arguments', JSON.stringify(given)],
        ]),
      ],
    ]),
  ),
  spelledText.map((given) => `{"type":"function","function":{"name":"f","arguments":${given}}}`),
  json,
);
const part = fc.oneof(
  spelledText.map((value) => `{"type":"text","text":${value}}`),
  spelledText.map((value) => `{"text":${value}}`),
  fc.tuple(spelledText, key, spelledText).map(([type, name, value]) => `{"type":${type},${JSON.stringify(name)}:${value}}`),
  spelledText.map((value) => `{"type":"thinking","thinking":${value}}`),
  spelledText.map((value) => `{"type":"image_url","image_url":{"url":${value}}}`),
  fc.tuple(spelledText, spelledText).map(([url, detail]) => `{"type":"image_url","image_url":{"url":${url},"detail":${detail}}}`),
  json,
);
const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(',')}]`);
const role = fc.oneof(fc.constantFrom('"user"', '"assistant"', '"tool"'), spelledText, word);
const member = fc.oneof(
  fc.tuple(fc.constantFrom('role', 'from'), role),
  fc.tuple(fc.constantFrom('content', 'parts', 'value', 'reasoning_content', 'name'), fc.oneof(spelledText, list(part), json)),
  fc.tuple(fc.constant('tool_calls'), fc.oneof(list(call), json)),
  fc.tuple(key, json),
);
const message = fc.oneof(
  fc.tuple(role, spelledText).map(([who, said]) => `{"role":${who},"content":${said}}`),
  fc.array(member, { maxLength: 5 }).map(object),
);
const messages = fc.array(message, { maxLength: 3 }).map((items) => `[${items.join(',')}]`);
const line = fc.oneof(
  messages.map((value) => `{"messages":${value}}`),
  fc
    .array(
      fc.tuple(
        key,
        fc.oneof(
          json,
          messages,
          spelledText,
          messages.map((value) => `{"messages":${value},"tools":[]}`),
        ),
      ),
      { maxLength: 5 },
    )
    .map(object),
  fc
    .tuple(messages, messages)
    .map(([a, b]) => `{ "input": {"messages": ${a}, "tools": [], "parallel_tool_calls": true}, "preferred_output": ${b} }`),
  json,
  text.map((value) => value.replaceAll('\n', ' ')),
);

test('a line comes back from its transcript with its keys, their order and its numbers, and a transcript to the byte', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
      const transcript = writeTranscript(lines);
      const back = linesOf(transcript);
      assert(back.ok, JSON.stringify(back));
      assert.equal(back.lines.length, lines.length);
      for (const [index, each] of lines.entries()) {
        const before = readTree(each);
        if (before.ok && before.value.type === 'object') assert.deepEqual(readTree(back.lines[index] ?? ''), before);
        else assert.equal(back.lines[index], each);
      }
      assert.equal(writeTranscript(back.lines), transcript);
    }),
    { numRuns: 60 },
  );
});
