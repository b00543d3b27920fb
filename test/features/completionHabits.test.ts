import assert from 'node:assert/strict';
import test from 'node:test';
import { splitRows } from '../../server/src/core/rows/row';
import { fileHabits } from '../../server/src/features/completionHabits';

test('of a large file the lines nearest to the cursor are read first, and the others for the next answers', () => {
  const text = 'word '.repeat(800);
  const line = (system: string): string =>
    JSON.stringify({
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: text },
      ],
    });
  const lines = Array.from({ length: 3000 }, () => line('Far'));
  lines[2499] = line('Near');
  const rows = splitRows(lines.join('\n'));
  const first = fileHabits(rows, 2500).systemPrompts;
  assert.deepEqual(first.toSorted(), ['Far', 'Near']);
  // Five megabytes need no more than that.
  for (let answer = 0; answer < 9; answer++) fileHabits(rows, 2500);
  assert.deepEqual(fileHabits(rows, 2500).systemPrompts, ['Far', 'Near']);
  lines[0] = line('First');
  assert.ok(fileHabits(splitRows(lines.join('\n')), 10).systemPrompts.includes('First'));
});

test('lines whose habits are known are not read again', () => {
  let reads = 0;
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    get text() {
      reads += 1;
      return JSON.stringify({ messages: [{ role: 'system', content: `Be kind ${index % 3}.` }] });
    },
    lineBreak: '\n' as const,
  }));
  const first = fileHabits(rows, 2500);
  assert.ok(reads > 0);
  reads = 0;
  assert.deepEqual(fileHabits(rows, 2500), first);
  assert.equal(reads, 0);
});

test('a system prompt dominates that at least half of the lines have, and that is not one of several single ones', () => {
  const dominant = (...prompts: readonly string[]): string | undefined => {
    const lines = ['', ...prompts.map((content) => JSON.stringify({ messages: [{ role: 'system', content }] }))];
    return fileHabits(splitRows(lines.join('\n')), 0).dominantSystemPrompt;
  };
  assert.equal(dominant(), undefined);
  assert.equal(dominant('Be kind.'), 'Be kind.');
  assert.equal(dominant('Be kind.', 'Be short.'), undefined);
  assert.equal(dominant('Be short.', 'Be kind.', 'Be kind.'), 'Be kind.');
  assert.equal(dominant('Be kind.', 'Be kind.', 'One.', 'Two.', 'Three.'), undefined);
});
