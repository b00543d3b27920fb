import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { editRows, type Position } from '../../server/src/core/rows/edit';
import { joinRows, type Row, splitRows } from '../../server/src/core/rows/row';

// Line breaks, alone and in pairs, are what can go wrong.
const text = fc.string({ unit: fc.constantFrom('a', '{', 'é', '😀', '\n', '\r', '\r\n', '\u2028') });

function edited(rows: readonly Row[], start: Position, end: Position, inserted: string): Row[] {
  const edit = editRows(rows, { start, end }, inserted);
  return rows.toSpliced(edit.start, edit.removed, ...edit.inserted);
}

/** The offset of a position, as LSP takes it: past a line's or the file's end means that end. */
function offsetAt(rows: readonly Row[], { line, character }: Position): number {
  const before = joinRows(rows.slice(0, line)).length;
  const row = rows[line];
  return row ? before + Math.min(character, row.text.length) : before;
}

test('rows are split at newlines, carriage returns and both together', () => {
  assert.deepEqual(splitRows('a\r\nb\rc\n\n'), [
    { text: 'a', lineBreak: '\r\n' },
    { text: 'b', lineBreak: '\r' },
    { text: 'c', lineBreak: '\n' },
    { text: '', lineBreak: '\n' },
    { text: '', lineBreak: '' },
  ]);
  assert.deepEqual(splitRows(''), [{ text: '', lineBreak: '' }]);
  assert.deepEqual(splitRows('a\u2028b\u0085c'), [{ text: 'a\u2028b\u0085c', lineBreak: '' }]);
});

test('rows joined are the text they were split from', () => {
  fc.assert(fc.property(text, (whole) => joinRows(splitRows(whole)) === whole));
});

test('an edit gives the rows that the edited text would be split into', () => {
  const position = fc.record({ line: fc.nat(6), character: fc.nat(4) });
  fc.assert(
    fc.property(text, fc.array(fc.tuple(position, position, text), { maxLength: 5 }), (whole, edits) => {
      let rows = splitRows(whole);
      for (const [one, other, inserted] of edits) {
        const [start, end] = [one, other].sort((a, b) => a.line - b.line || a.character - b.character) as [Position, Position];
        const before = joinRows(rows);
        const after = before.slice(0, offsetAt(rows, start)) + inserted + before.slice(offsetAt(rows, end));
        rows = edited(rows, start, end, inserted);
        assert.equal(joinRows(rows), after);
        assert.deepEqual(rows, splitRows(after));
      }
    }),
    { numRuns: 2000 },
  );
});

test('rows that an edit does not touch stay the same objects', () => {
  const rows = splitRows('a\nb\nc\nd\n');
  const after = edited(rows, { line: 1, character: 0 }, { line: 1, character: 1 }, 'x\ny');
  assert.equal(after[0], rows[0]);
  assert.deepEqual(
    after.slice(-3).map((row) => rows.indexOf(row)),
    [2, 3, 4],
  );
});

test('positions past the end are taken as the end', () => {
  const rows = splitRows('a\nb');
  assert.equal(joinRows(edited(rows, { line: 0, character: 99 }, { line: 0, character: 99 }, '!')), 'a!\nb');
  assert.equal(joinRows(edited(rows, { line: 9, character: 0 }, { line: 9, character: 5 }, '!')), 'a\nb!');
});
