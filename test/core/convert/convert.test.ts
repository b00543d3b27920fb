import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingsOf } from '../../../server/src/core/convert/convert';
import type { ConvertOptions } from '../../../server/src/core/convert/reading';
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

const megabytes = 10 << 20;
const large: readonly (readonly [string, string])[] = [
  ['a line of words', 'word '.repeat(megabytes / 5)],
  ['a line of spaces', `User:${' '.repeat(megabytes)}x`],
  ['a line of brackets', '['.repeat(megabytes)],
  ['a line of asterisks', '*'.repeat(megabytes)],
  ['a line of colons', ':'.repeat(megabytes)],
  ['a line of hashes', '#'.repeat(megabytes)],
  ['a line of dashes', '- '.repeat(megabytes / 2)],
  ['a line of question marks', `**${'? '.repeat(megabytes / 2)}`],
  ['a line of template tokens', '[INST] a [/INST] b '.repeat(25_000)],
  ['tokens and no spaces', '<|im_start|>'.repeat(megabytes / 12)],
  ['lines of turns', 'User: hello\nAssistant: hello to you\n'.repeat(20_000)],
  ['paragraphs', `${'A sentence of six words here. '.repeat(10)}\n\n`.repeat(megabytes / 302)],
  ['blank lines', '\n'.repeat(megabytes)],
  ['fences that never close', '```js\n'.repeat(megabytes / 60)],
  ['titles', '## Why not?\nBecause.\n'.repeat(5000)],
  ['rules', 'User: a\nBot: b\n---\n'.repeat(8_000)],
  ['cells', `question,answer\n${'"Why, ""why""?",So.\n'.repeat(10_000)}`],
  ['quotation marks that never close', `question,answer\n${'Why?,"So.\n'.repeat(10_000)}`],
  ['separators', 'Why?\n\n###\n\nSo. END\n'.repeat(8_000)],
  ['headings', '## A *heading*\n\nIts text.\n\n'.repeat(10_000)],
  ['records', `[${'{"question":"Why?","answer":"So."},\n'.repeat(10_000)}`],
  ['open brackets', '[{"a":'.repeat(20_000)],
];
for (const [name, text] of large) {
  test(`${name}: a large text does not hang`, { timeout: 300_000 }, () => {
    for (const passage of ['reply', 'continue'] as const)
      for (const offer of readingsOf(text, { passage })) writeLines(offer.result, { passage });
  });
}
