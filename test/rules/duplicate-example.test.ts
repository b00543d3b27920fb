import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { splitRows } from '../../server/src/core/rows/row';
import { checkText } from '../support/checkText';

const line = (answer: string) => `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"${answer}"}]}`;

function repeats(check: ReturnType<typeof checkText>): string[] {
  return check
    .findings()
    .filter(({ finding }) => finding.rule === 'duplicate-example')
    .map(({ line: at, related }) => `${at} ${related?.line}`);
}

test('each repeat points to the first', () => {
  assert.deepEqual(repeats(checkText(['a', 'b', 'a', 'b', 'a'].map(line).join('\n'))), ['2 0', '3 1', '4 0']);
});

test('blank lines and broken lines are no repeats', () => {
  assert.deepEqual(repeats(checkText(`${line('a')}\n\n\n{"messages":[\n{"messages":[\n`)), []);
});

test('edits are followed as if the file were read anew', () => {
  // Of a long answer only some letters are looked at until two lines seem equal: two of these do, and are not.
  const long = (second: string) => `a${second}${'a'.repeat(998)}`;
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', long('a'), long('b')), { maxLength: 8 });
  const edit = fc.record({ start: fc.nat(8), removed: fc.nat(3), inserted: letters });
  fc.assert(
    fc.property(letters, fc.array(edit, { maxLength: 5 }), (first, edits) => {
      const text = (now: readonly string[]) => now.map(line).join('\n');
      let now = ['a', ...first];
      const check = checkText(text(now));
      for (const { start, removed, inserted } of edits) {
        const at = Math.min(start, now.length - 1);
        const count = Math.min(removed, now.length - 1 - at);
        check.replaceRows(at, count, inserted.length === 0 ? [] : splitRows(text(inserted)));
        now = [...now.slice(0, at), ...inserted, ...now.slice(at + count)];
      }
      check.checkPending(() => true);
      assert.deepEqual(repeats(check), repeats(checkText(text(now))));
    }),
  );
});
