import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sketch } from '../../server/src/core/check/sketch';

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, each]) => [key, reversed(each)]));
}

test('equal values have equal sketches, whatever the order of keys', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(sketch(value).whole, sketch(reversed(value)).whole)));
});

test('different values mostly have different sketches', () => {
  const values: unknown[] = [null, true, false, 0, 1, '', '0', 'null', [], {}, [[]], [{}], [null], { a: 1 }, { a: '1' }, { b: 1 }];
  values.push(
    ['a', 'b'],
    ['b', 'a'],
    ['ab'],
    { a: 'b', c: 'd' },
    { a: 'd', c: 'b' },
    [1, [2]],
    [[1], 2],
    ['a'.repeat(99)],
    ['a'.repeat(98)],
  );
  assert.equal(new Set(values.map((value) => sketch(value).whole)).size, values.length);
  const lines = Array.from({ length: 20_000 }, (_, index) => ({
    messages: [{ role: 'user', content: `What is ${index} and ${index % 7}?` }],
  }));
  assert(new Set(lines.map((line) => sketch(line).whole)).size > lines.length - 5);
});

test('a list is sketched without its last item, and that alone', () => {
  const question = { role: 'user', content: 'hi' };
  const answer = { role: 'assistant', content: 'hello' };
  const of = (list: readonly unknown[], more = {}) => sketch({ list, ...more }, list);
  assert.equal(of([question, answer]).before, of([question, 'other'], { more: 1 }).before);
  assert.notEqual(of([question, answer]).before, of([answer, answer]).before);
  assert.equal(of([question, answer]).last, of([answer]).last);
  assert.equal(sketch({ list: [question] }, []).before, undefined);
});

test('members are counted at every depth, and no depth exhausts the stack', () => {
  assert.equal(sketch(JSON.parse('{"a":{"b":[{"c":1},{"d":{}}]},"__proto__":2}')).members, 5);
  sketch(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)));
});
