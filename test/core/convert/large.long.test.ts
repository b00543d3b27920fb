import { test } from 'node:test';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { writeLines } from './support';

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
