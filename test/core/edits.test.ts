import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { applyEdits, smallestChange, stringifyLike } from '../../server/src/core/json/edits';

test('a value is replaced, or added where it is missing, in the line’s own spacing', () => {
  assert.equal(applyEdits('{"a":1,"b":[2]}', [{ op: 'set', path: ['b', 0], value: { c: 3 } }]), '{"a":1,"b":[{"c":3}]}');
  assert.equal(applyEdits('{"a": 1}', [{ op: 'set', path: ['b'], value: [1, 2] }]), '{"a": 1, "b": [1, 2]}');
  assert.equal(applyEdits('{ }', [{ op: 'set', path: ['b'], value: 1 }]), '{"b":1 }');
});

test('a value is put into a string as it is spelled', () => {
  const spelled = '{"n": 12345678901234567890, "x":1.10, "x":"\\u00e9"}';
  const after = applyEdits(`{"a":[${spelled}]}`, [{ op: 'enclose', path: ['a', 0] }]);
  assert.equal(JSON.parse(after ?? '').a[0], spelled);
  assert.equal(applyEdits('{"a":1}', [{ op: 'enclose', path: ['b'] }]), undefined);
});

test('a key is renamed, its value untouched', () => {
  assert.equal(applyEdits('{"a" : 1.0}', [{ op: 'rename', path: ['a'], key: 'é"' }]), '{"é\\"" : 1.0}');
});

test('a member or item is removed with one comma', () => {
  assert.equal(applyEdits('{"a":1, "b":2, "c":3}', [{ op: 'remove', path: ['a'] }]), '{"b":2, "c":3}');
  assert.equal(applyEdits('{"a":1, "b":2, "c":3}', [{ op: 'remove', path: ['c'] }]), '{"a":1, "b":2}');
  assert.equal(applyEdits('{"a":[1]}', [{ op: 'remove', path: ['a', 0] }]), '{"a":[]}');
});

test('edits are applied one after the other', () => {
  const edits = [
    { op: 'rename', path: ['a'], key: 'b' },
    { op: 'set', path: ['b'], value: 2 },
  ] as const;
  assert.equal(applyEdits('{"a":1}', edits), '{"b":2}');
});

test('an edit that no longer fits gives nothing', () => {
  assert.equal(applyEdits('{"a":1}', [{ op: 'rename', path: ['b'], key: 'c' }]), undefined);
  assert.equal(applyEdits('{"a":1}', [{ op: 'remove', path: [] }]), undefined);
  assert.equal(applyEdits('{"a":1}', [{ op: 'set', path: ['b', 'c'], value: 1 }]), undefined);
  assert.equal(applyEdits('{"a":1}', [{ op: 'replace', start: 5, end: 99, text: '' }]), undefined);
});

const object = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.jsonValue(),
  { minKeys: 1 },
);

test('any edit keeps all else to the byte', () => {
  fc.assert(
    fc.property(object, fc.nat(), fc.constantFrom(', ', ','), fc.jsonValue(), (members, index, comma, other) => {
      const spelled = Object.entries(members).map(
        ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value, null, 1).replace(/\n/g, '')}`,
      );
      const text = `{${spelled.join(comma)}}`;
      const at = index % spelled.length;
      const key = Object.keys(members)[at] ?? '';
      const put = (entry: string) => `{${spelled.with(at, entry).join(comma)}}`;
      assert.equal(applyEdits(text, [{ op: 'remove', path: [key] }]), `{${spelled.toSpliced(at, 1).join(comma)}}`);
      const set = applyEdits(text, [{ op: 'set', path: [key], value: other }]);
      assert.equal(set, put(`${JSON.stringify(key)}:${stringifyLike(text, other)}`));
      const value = spelled[at]?.slice(JSON.stringify(key).length) ?? '';
      assert.equal(applyEdits(text, [{ op: 'rename', path: [key], key: 'new' }]), put(`"new"${value}`));
    }),
  );
});

test('the smallest change makes the one text into the other', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b') }), fc.string({ unit: fc.constantFrom('a', 'b') }), (before, after) => {
      const { start, end, text } = smallestChange(before, after);
      assert.ok(start <= end);
      assert.equal(before.slice(0, start) + text + before.slice(end), after);
    }),
  );
  assert.deepEqual(smallestChange('{"a":1}', '{"a":12}'), { start: 6, end: 6, text: '2' });
});
