import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  countKeys,
  countKeysRoughly,
  endOfString,
  nestingDepth,
  nothingOpen,
  openBrackets,
  readOn,
} from '../../server/src/core/json/brackets';
import { onOneLine, splitValues } from '../../server/src/core/json/records';

const json = fc.jsonValue({ stringUnit: fc.constantFrom('a', '"', '\\', '{', ']', ':', ',', ' ', 'é') });

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return (Array.isArray(value) ? 0 : members.length) + members.reduce((sum: number, each) => sum + keysIn(each), 0);
}

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

test('valid JSON opens nothing, nests as its value does, and has its keys', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 1), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      assert.equal(openBrackets(text), 0);
      assert.equal(nestingDepth(text), depthOf(value));
      assert.equal(countKeys(text), keysIn(value));
      assert.ok(countKeysRoughly(text) >= keysIn(value));
      assert.deepEqual(readOn(text, nothingOpen), nothingOpen);
    }),
  );
});

test('a string ends at the first quote that is not escaped', () => {
  assert.equal(endOfString('"a\\"b"c"', 0), 5);
  assert.equal(endOfString('"a\\\\"', 0), 4);
  assert.equal(endOfString('"a\\"', 0), 4);
});

test('reading in pieces comes to the same as reading at once', () => {
  fc.assert(
    fc.property(json, fc.nat(), (value, cut) => {
      const text = JSON.stringify(value);
      const at = cut % (text.length + 1);
      // Between a backslash and what it escapes no line ends.
      if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(0, at))) return;
      assert.deepEqual(readOn(text.slice(at), readOn(text.slice(0, at), nothingOpen)), nothingOpen);
    }),
    { numRuns: 500 },
  );
  assert.deepEqual(readOn('{"a":["x', nothingOpen), { depth: 2, inString: true });
  assert.deepEqual(readOn('}]', { depth: 2, inString: true }), { depth: 2, inString: true });
  assert.deepEqual(readOn('"]', { depth: 2, inString: true }), { depth: 1, inString: false });
});

test('values that stand one after the other are told apart, and so are the items of a list', () => {
  assert.deepEqual(splitValues(' {"a":"}{"} \n{"b":[1]}'), ['{"a":"}{"}', '{"b":[1]}']);
  assert.deepEqual(splitValues('[{"a":1}, {"b":[2]}]', true), ['{"a":1}', '{"b":[2]}']);
  assert.equal(splitValues('{"a":1} x'), undefined);
  assert.equal(splitValues('{"a":1'), undefined);
  assert.equal(splitValues('[1]', true), undefined);
});

test('indented JSON on one line has the same value', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(1, 2, '\t'), (value, indent) => {
      const line = onOneLine(JSON.stringify(value, null, indent));
      assert.doesNotMatch(line, /\n/);
      assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(value)));
    }),
  );
});
