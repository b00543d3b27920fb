import assert from 'node:assert/strict';
import test from 'node:test';
import { fixAll } from '../../server/src/core/check/fixFile';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

function marked(text: string): string[] {
  return checkText(text)
    .findings()
    .filter(({ finding }) => finding.rule === 'duplicate-key')
    .map(({ finding: { place } }) => (place.at === 'span' ? `${place.start} ${text.slice(place.start, place.end)}` : place.at));
}

function withoutLost(text: string): string | undefined {
  const check = checkText(text);
  atOnce(fixAll(check, (_, { rule }) => rule === 'duplicate-key'));
  return check.rows()[0]?.text;
}

test('the lost key is blamed, not the one that is kept', () => {
  assert.deepEqual(marked('{"messages":[],"x":1,"messages":[]}'), ['1 "messages"']);
  assert.deepEqual(marked('{"messages":[{"role":"user","content":"a","role":"assistant"}]}'), ['14 "role"']);
});

test('each lost key is blamed', () => {
  assert.deepEqual(marked('{"messages":[],"messages":1,"messages":[]}'), ['1 "messages"', '15 "messages"']);
  assert.equal(withoutLost('{"messages":[], "messages" : 1, "messages":[ ]}'), '{"messages":[ ]}');
});

test('escapes in a key do not hide it', () => {
  assert.deepEqual(marked('{"messages":[],"a":1,"\\u0061":2}'), ['15 "a"']);
});

test('equal keys of different objects, and keys within texts, are no doubles', () => {
  assert.deepEqual(
    marked('{"messages":[{"role":"user","content":"{\\"a\\": 1, \\"a\\": 2}"},{"role":"assistant","content":"\\": "}]}'),
    [],
  );
  assert.deepEqual(marked('{"messages":[],"__proto__":{},"constructor":1}'), []);
});

test('the removed key takes its comma along', () => {
  assert.equal(withoutLost('{"messages": [], "a": {"b": 1}, "c": 2, "a": 3}'), '{"messages": [], "c": 2, "a": 3}');
});
