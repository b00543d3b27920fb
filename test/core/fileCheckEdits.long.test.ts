import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { FileCheck, type LocatedFinding } from '../../server/src/core/check/fileCheck';
import { fixAll, safeFixes } from '../../server/src/core/check/fixFile';
import { replaceSlice } from '../../server/src/core/check/lineOrder';
import { PassingCheck } from '../../server/src/core/check/passingCheck';
import { editRows, type Position } from '../../server/src/core/rows/edit';
import { joinRows, longLine, type Row, splitRows } from '../../server/src/core/rows/row';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const lines = [
  '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}',
  '{"messages":[{"role":"assistant","content":"b"},{"role":"user","content":"a"}]}',
  '{"messages":[{"content":"b","content":"c"}]}',
  '{"messages": [',
  '{"role": "user", "content": "a"},',
  '{"role": "assistant", "content": "b"}',
  ']}',
  '{',
  '}',
  '[',
  ']',
  '"messages": [',
  '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]},',
  '[{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}]',
  '{"messages":[{"role":"user","content":"a',
  'b"},{"role":"assistant","content":"b"}]}',
  "{'messages':[]}",
  '{"prompt":"a","completion":"b"}',
  'text',
  '// note',
  ' ',
  '',
];

const line = fc.constantFrom(...lines);
const lineBreak = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const text = fc.array(fc.tuple(line, lineBreak), { maxLength: 12 }).map((parts) => parts.flat().join(''));
const position = fc.record({ line: fc.nat(14), character: fc.nat(90) });
const edit = fc.tuple(position, position, fc.oneof(text, fc.constantFrom('', '\n', '"', '{', '}', ',', 'x')));

/** A finding without objects that differ from check to check. */
function plain({ line: at, lines: count, row, finding, related }: LocatedFinding): unknown {
  const { rule, severity, place, message, fixes } = finding;
  return { at, count, text: row.text, rule, severity, place, message, fixes: JSON.stringify(fixes), related: related?.line };
}

const padding = ' '.repeat(longLine);
const longText = fc.array(fc.tuple(line, fc.constantFrom('', padding), lineBreak), { maxLength: 12 }).map((parts) => parts.flat().join(''));

for (const [what, texts, numRuns] of [
  ['a file', text, 1000],
  ['a file with long lines', longText, 40],
] as const) {
  test(`after any edits ${what} says what it would say if it were opened afresh`, () => holdsAfterEdits(texts, numRuns));
}

function findingsOf(rows: readonly Row[]): readonly LocatedFinding[] {
  const afresh = new FileCheck(checkText(lines[0] ?? '').options);
  afresh.replaceRows(0, 0, rows);
  afresh.checkPending(() => true);
  return afresh.findings();
}

function holdsAfterEdits(texts: fc.Arbitrary<string>, numRuns: number): void {
  fc.assert(
    fc.property(texts, fc.array(edit, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.boolean(), (whole, edits, asked, copied) => {
      const { options } = checkText(lines[0] ?? '');
      const rows = splitRows(whole);
      const check = new FileCheck(options);
      check.replaceRows(0, 0, rows);
      for (const [one, other, inserted] of edits) {
        // Some edits come before all lines were checked, and some after the findings were asked for.
        let left = 3;
        if (check.checkPending(() => asked || left-- > 0) || asked) check.findings();
        else assert.ok(check.findingsSoFar().every(({ line: at }) => at < rows.length));
        if (copied) {
          // What lines say is handed on, also where some of them still wait.
          const copy = atOnce(check.copy());
          copy.checkPending(() => true);
          assert.deepEqual(copy.findings().map(plain), findingsOf(rows).map(plain));
          assert.equal(copy.examples, atOnce(copy.copy()).examples);
        }
        // An edit may come while a copy is made, which is one of what was there before.
        const before = [...rows];
        const copying = check.copy();
        if (copied) copying.next();
        const [start, end] = [one, other].sort((a, b) => a.line - b.line || a.character - b.character) as [Position, Position];
        const change = editRows(rows, { start, end }, inserted);
        replaceSlice(rows, change.start, change.removed, change.inserted);
        check.replaceRows(change.start, change.removed, change.inserted);
        if (!copied || before.length === 0) continue;
        check.checkPending(() => asked);
        const copy = atOnce(copying);
        copy.checkPending(() => true);
        assert.deepEqual(copy.findings().map(plain), findingsOf(before).map(plain));
      }
      check.checkPending(() => true);
      assert.deepEqual(check.rows(), rows);
      const afresh = new FileCheck(options);
      afresh.replaceRows(0, 0, splitRows(joinRows(rows)));
      afresh.checkPending(() => true);
      assert.deepEqual(check.rows(), afresh.rows());
      assert.deepEqual(check.findings().map(plain), afresh.findings().map(plain));
      assert.equal(check.examples, afresh.examples);
      assert.equal(check.pendingUnits, 0);
    }),
    { numRuns },
  );
}

test('a stream says the same as an open file, remedies aside', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const { options } = checkText(lines[0] ?? '');
      const rows = splitRows(whole);
      const open = new FileCheck(options);
      open.replaceRows(0, 0, rows);
      open.checkPending(() => true);
      const stream = new PassingCheck(options);
      const placed = rows.flatMap((row) => stream.append([row]));
      const { reports, covered } = stream.end(undefined);
      const inShort = ({ line: at, lines: count, finding }: LocatedFinding): string => `${at} ${count} ${finding.rule} ${finding.message}`;
      assert.deepEqual(
        [...placed.filter(({ line: at }) => !covered(at)), ...reports].map(inShort).sort(),
        open.findings().map(inShort).sort(),
      );
    }),
    { numRuns: 500 },
  );
});

test('fixing all that is safe comes to an end, with nothing left that is safe to fix', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const check = checkText(whole);
      const { rounds } = atOnce(fixAll(check, safeFixes()));
      assert.ok(rounds < 20);
      const after = joinRows(check.rows());
      assert.deepEqual(check.rows(), splitRows(after));
      const fixable = ({ finding }: LocatedFinding): boolean => finding.fixes?.some(({ kind }) => kind === 'fix') ?? false;
      assert.deepEqual(checkText(after).findings().filter(fixable).map(plain), []);
    }),
    { numRuns: 1000 },
  );
});
