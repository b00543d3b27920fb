import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingsOf } from '../../../server/src/core/convert/convert';
import type { ConvertOptions } from '../../../server/src/core/convert/reading';
import { readings } from '../../../server/src/core/convert/readings/index';
import { writeLines } from './support';

function write(text: string, options: ConvertOptions = {}): readonly string[] {
  const best = readingsOf(text, options)[0];
  assert.ok(best);
  return writeLines(best.result, options);
}

test('an offer says what it would give', () => {
  const [best, ...others] = readingsOf('Q: One?\nA: Two.\n\nQ: Three?\nA: Four.', { system: 'Be kind.' });
  assert.equal(best?.reading.id, 'question-answer');
  assert.equal(best?.summary, '2 examples, 6 messages');
  assert.equal(best?.reason, '2 questions with answers (labels such as “Q:”)');
  assert.deepEqual(
    others.map(({ id }) => id),
    ['transcript', 'passage-reply', 'passage-continue', 'passage-complete'],
  );
});

test('one line an example, as JSON.stringify writes it', () => {
  assert.deepEqual(write('User: "Hi"\nBot: a\tb\\c\n\nd'), [
    '{"messages":[{"role":"user","content":"\\"Hi\\""},{"role":"assistant","content":"a\\tb\\\\c\\n\\nd"}]}',
  ]);
});

test('completions put the turns before the last answer into the prompt', () => {
  assert.deepEqual(write('User: Hi\nBot: Hello', { shape: 'completion', system: 'Be kind.' }), [
    '{"prompt":"Be kind.\\n\\nHi","completion":"Hello"}',
  ]);
  assert.deepEqual(write('User: Hi\nBot: Hello\nUser: Bye\nBot: Bye!', { shape: 'completion' }), [
    '{"prompt":"User: Hi\\n\\nAssistant: Hello\\n\\nUser: Bye\\n\\nAssistant:","completion":" Bye!"}',
  ]);
});

test('lone surrogates are written as U+FFFD and said', () => {
  const text = 'User: a\uD83D\nBot: b 😀\nmore';
  assert.deepEqual(write(text), ['{"messages":[{"role":"user","content":"a\uFFFD"},{"role":"assistant","content":"b 😀\\nmore"}]}']);
  assert.match(readingsOf(text, {})[0]?.result.notes[0]?.message ?? '', /halves of characters/);
});

test('line separators of Unicode are escaped', () => {
  assert.match(write('User: a\u2028b\u0085c\nBot: d')[0] ?? '', /a\\u2028b\\u0085c/);
  assert.deepEqual(write('[{"prompt":"a\u2028","completion":"b"}]', { shape: 'completion' }), ['{"prompt":"a\\u2028","completion":"b"}']);
});

test('line breaks of all systems become \\n', () => {
  assert.match(write('User: a\r\nb\rc\r\nBot: d')[0] ?? '', /"a\\nb\\nc"/);
});

test('a byte order mark is no part of a label', () => {
  assert.deepEqual(write('\uFEFFUser: a\nBot: b'), write('User: a\nBot: b'));
});

test('the underline of a title is no title of its own, even above a rule', () => {
  const sections = readings.find(({ id }) => id === 'sections');
  const { examples } = sections?.read('Four\n===\n---\nTwo and two.\n\nFive\n===\nTwo and three.\n', {}) ?? {};
  assert.deepEqual(
    examples?.map(({ messages }) => messages.map(({ content }) => content)),
    [
      ['Four', '---\nTwo and two.'],
      ['Five', 'Two and three.'],
    ],
  );
});
