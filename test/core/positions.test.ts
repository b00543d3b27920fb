import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { atKey, atValue, formatPath, type Place, wholeLine } from '../../server/src/core/json/path';
import { positionLine, rawOffset, spanOf, valueOffset } from '../../server/src/core/json/positions';

function marked(text: string, place: Place): string {
  const { start, end } = spanOf(positionLine(text), place);
  return text.slice(start, end);
}

const line = '{"messages":[{"role":"user","content":"a \\"b\\" \\u00e9 c"}]}';

test('a place is found by its path', () => {
  assert.equal(marked(line, atValue('messages', 0, 'role')), '"user"');
  assert.equal(marked(line, atKey('messages', 0, 'role')), '"role"');
  assert.equal(marked(line, { at: 'span', start: 1, end: 11 }), '"messages"');
});

test('what is big is marked by its first character', () => {
  assert.equal(marked(line, atValue('messages', 0)), '{');
  assert.equal(marked('{"messages":[]}', atValue('messages')), '[]');
  assert.equal(marked(`  ${line}`, wholeLine), '{"messages"');
});

test('a part of a text is found in its spelling', () => {
  assert.equal(marked(line, { at: 'text', path: ['messages', 0, 'content'], start: 2, end: 5 }), '\\"b\\"');
  assert.equal(marked(line, { at: 'text', path: ['messages', 0, 'content'], start: 6, end: 7 }), '\\u00e9');
});

test('what does not exist falls back to what is around it', () => {
  assert.equal(marked(line, atValue('messages', 0, 'weight')), '{');
  assert.equal(marked(line, atValue('x')), '{');
  assert.equal(marked('', atValue('x')), '');
});

test('of a key that stands twice the last is meant, as parsers have it', () => {
  assert.equal(marked('{"a":1,"a":2}', atValue('a')), '2');
});

test('absurdly deep lines have no positions and exhaust no stack', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.equal(positionLine(deep).root, undefined);
});

test('keys that need it are quoted in a path', () => {
  assert.equal(formatPath(['messages', 0, 'tool calls', 'name']), 'messages[0]["tool calls"].name');
});

test('offsets in a spelling and units of its value are each other’s reverse', () => {
  const unit = fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '😀', '\ud83d');
  fc.assert(
    fc.property(fc.string({ unit }), fc.boolean(), (value, escaped) => {
      const spelled = JSON.stringify(value).slice(1, -1);
      const raw = escaped ? spelled.replace(/P{ASCII}/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`) : spelled;
      const units = (JSON.parse(`"${raw}"`) as string).length;
      for (let index = 0; index <= units; index++) assert.equal(valueOffset(raw, rawOffset(raw, index)), index);
      assert.equal(rawOffset(raw, units), raw.length);
      for (let offset = 0; offset <= raw.length; offset++) assert.ok(rawOffset(raw, valueOffset(raw, offset)) <= offset);
    }),
  );
});
