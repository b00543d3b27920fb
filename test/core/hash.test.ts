import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { hashesOf, hashOf } from '../../server/src/core/check/hash';

function shuffled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, shuffled(each)]),
  );
}

test('the order of keys does not matter', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => hashOf(value) === hashOf(shuffled(value))));
});

test('different values differ', () => {
  const values: unknown[] = [
    null,
    true,
    false,
    0,
    1,
    '',
    '0',
    '1',
    'null',
    'true',
    [],
    {},
    [[]],
    [{}],
    [null],
    { a: 1 },
    { a: '1' },
    { b: 1 },
    { a: 1, b: 1 },
  ];
  values.push(['a', 'b'], ['b', 'a'], ['ab'], { a: { b: 1 } }, { b: { a: 1 } }, { a: 'b', c: 'd' }, { a: 'd', c: 'b' }, [1, [2]], [[1], 2]);
  assert.equal(new Set(values.map((value) => hashOf(value))).size, values.length);
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      return (hashOf(one) === hashOf(other)) === same;
    }),
    { numRuns: 1000 },
  );
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { members: members.map(([key, each]) => [key, sorted(each)]) };
}

test('a hash is a whole number, and no depth exhausts the stack', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => Number.isSafeInteger(hashOf(value))));
  hashOf(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)));
});

test('a list is hashed without its last item, whatever stands around it, and the last item as if alone', () => {
  const items = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'hello' },
  ];
  const other = [items[0], 'another'];
  const alone = hashesOf(items, items);
  assert.equal(hashesOf({ a: 1, items }, items).before, alone.before);
  assert.equal(hashesOf({ other }, other).before, alone.before);
  assert.notEqual(hashesOf([items[1], items[1]], items).before, alone.before);
  assert.equal(alone.last, hashOf(items[1]));
});
