import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { beginningOf } from '../../server/src/core/json/beginning';
import { valueOfString } from '../../server/src/core/json/stringValue';

test('a text begins as all of it does, and is as long, whatever its spelling', () => {
  const body = fc.array(fc.constantFrom('a', 'é', '😀', '\\\\', '\\"', '\\n', '\\u00e9', '\\ud83d\\ude00'), { minLength: 1, maxLength: 9 });
  const odd = fc.constantFrom('', '', '', '\t', '\\x', '\\u12g4', '\\');
  fc.assert(
    fc.property(body, odd, odd, fc.boolean(), fc.constantFrom(3, 2000), (parts, first, last, isClosed, most) => {
      const part = parts.join('');
      const spelled = `"${first}${part.repeat(Math.ceil(120_000 / part.length))}${last}${isClosed ? '"' : ''}`;
      const whole = valueOfString(spelled);
      const { start, units } = beginningOf(spelled, most);
      assert.equal(units, whole.length);
      assert.ok(start.length >= Math.min(most, units) && whole.startsWith(start));
    }),
    { numRuns: 100 },
  );
});

test('of a long text no more is read than was asked for', () => {
  assert.deepEqual(beginningOf(`"${'\\u00e9'.repeat(100_000)}"`, 5), { start: 'ééééé', units: 100_000 });
  assert.deepEqual(beginningOf('"a\\nb"', 1), { start: 'a\nb', units: 3 });
});
