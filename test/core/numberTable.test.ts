import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Column } from '../../server/src/core/check/column';
import { NumberTable } from '../../server/src/core/check/numberTable';

// Few keys, and some that share their lower bits, so that they meet.
const key = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((each) => each * 2 ** 32),
  fc.integer({ min: 0, max: 2 ** 53 - 1 }),
  fc.nat(50),
);

test('a table of numbers holds what a map holds', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key, value: fc.option(fc.nat(2 ** 32 - 3)) }), { maxLength: 400 }), (steps) => {
      const table = new NumberTable();
      const map = new Map<number, number>();
      for (const step of steps) {
        if (step.value === null) {
          table.delete(step.key);
          map.delete(step.key);
        } else {
          table.set(step.key, step.value);
          map.set(step.key, step.value);
        }
      }
      for (const step of steps) assert.equal(table.get(step.key), map.get(step.key));
    }),
    { numRuns: 300 },
  );
});

test('a column grows beyond its pages', () => {
  const column = new Column((size) => new Float64Array(size));
  for (let index = 0; index < 40_000; index++) column.push(index * 2 ** 33);
  assert.equal(column.length, 40_000);
  for (const index of [0, 16_383, 16_384, 39_999]) assert.equal(column.at(index), index * 2 ** 33);
});
