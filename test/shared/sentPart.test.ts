import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { TextChange } from '../../server/src/shared/followLines';
import { clipChanges } from '../../server/src/shared/sentPart';

type Place = TextChange['range']['start'];

function offsetOf(text: string, { line, character }: Place): number {
  const above = text
    .split('\n')
    .slice(0, line)
    .reduce((sum, each) => sum + each.length + 1, 0);
  return above + character;
}

function placeOf(text: string, offset: number): Place {
  const above = text.slice(0, offset).split('\n');
  return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
}

function applied(text: string, { range, text: inserted }: TextChange): string {
  return text.slice(0, offsetOf(text, range.start)) + inserted + text.slice(offsetOf(text, range.end));
}

test('what an edit does behind the part is left to who reads that, and what reaches over its end is made in full', () => {
  const end = { line: 2, character: 0 };
  const at = (line: number, character: number, toLine: number, to: number, text: string): TextChange => ({
    range: { start: { line, character }, end: { line: toLine, character: to } },
    text,
  });
  assert.deepEqual(clipChanges(end, [at(2, 0, 2, 0, 'x')]), { changes: [], end });
  assert.deepEqual(clipChanges(end, [at(0, 1, 0, 1, 'x\ny')]), { changes: [at(0, 1, 0, 1, 'x\ny')], end: { line: 3, character: 0 } });
  assert.deepEqual(clipChanges(end, [at(1, 1, 4, 3, 'xy')]), { changes: [at(1, 1, 2, 0, 'xy')], end: { line: 1, character: 3 } });
  assert.deepEqual(clipChanges(end, [at(1, 4, 2, 0, '')]), { changes: [at(1, 4, 2, 0, '')], end: { line: 1, character: 4 } });
});

test('the part and what stands behind it are always the whole text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
  const edit = fc.record({ from: fc.nat(40), to: fc.nat(40), text: fc.string({ unit: fc.constantFrom('x', 'y', '\n'), maxLength: 5 }) });
  fc.assert(
    fc.property(text, fc.nat(40), fc.array(edit, { maxLength: 4 }), (before, border, edits) => {
      const sent = before.slice(0, border);
      let whole = before;
      const changes = edits.map(({ from, to, text: inserted }): TextChange => {
        const [start = 0, end = 0] = [from % (whole.length + 1), to % (whole.length + 1)].sort((a, b) => a - b);
        const change = { range: { start: placeOf(whole, start), end: placeOf(whole, end) }, text: inserted };
        whole = applied(whole, change);
        return change;
      });
      const clipped = clipChanges(placeOf(before, sent.length), changes);
      const part = clipped.changes.reduce(applied, sent);
      assert.deepEqual(clipped.end, placeOf(part, part.length));
      assert.equal(part + whole.slice(offsetOf(whole, clipped.end)), whole);
    }),
  );
});
