import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createPrompts } from '../../../server/src/core/stats/prompts';
import { createRepeats } from '../../../server/src/core/stats/repeats';

test('the most frequent system prompts are found, whenever they come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 80 }), (numbers) => {
      const prompts = createPrompts();
      const counts = new Map<number, { text: string; count: number; line: number }>();
      numbers.forEach((number, index) => {
        prompts.add(`Prompt ${number}`, index + 1);
        const known = counts.get(number);
        if (known) known.count += 1;
        else counts.set(number, { text: `Prompt ${number}`, count: 1, line: index + 1 });
      });
      const { different, most } = prompts.report();
      assert.equal(different, counts.size);
      assert.deepEqual(most, [...counts.values()].sort((a, b) => b.count - a.count || a.line - b.line).slice(0, 10));
    }),
  );
});

test('repeats and contradictions are counted with the first line of each', () => {
  const repeats = createRepeats();
  // The input 2 stands first with another answer than later, but comes back after the input 3 did.
  const lines = [
    [10, 1, 1],
    [20, 2, 1],
    [30, 3, 1],
    [31, 3, 2],
    [21, 2, 2],
    [10, 1, 1],
    [32, 3, 1],
  ];
  lines.forEach(([whole = 0, input, answer], index) => {
    repeats.add({ whole, input, answer }, index + 1);
  });
  assert.deepEqual(repeats.report(), { duplicates: { count: 1, line: 6 }, contradictions: { count: 2, line: 2, lines: 5 } });
});
