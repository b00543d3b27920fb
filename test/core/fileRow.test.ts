import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type CheckSettings, TrainingFile } from '../../server/src/core/check/trainingFile';
import type { Position } from '../../server/src/core/rows/edit';
import { FileRow, PackedTexts, unitsOf, utf8Rows } from '../../server/src/core/rows/fileRow';
import { joinRows, type Row, splitRows } from '../../server/src/core/rows/row';
import { targetById } from '../../server/src/core/targets/index';
import { atOnce } from '../../server/src/core/work';

// One, two, three and four bytes as UTF-8, halves of a pair, and what decoders like to swallow.
const unit = fc.constantFrom('a', '"', '\\', 'é', '漢', '😀', '\ud83d', '\ude00', '\ufeff', '\ufffd', '\0', '\u2028');
const row = fc.record({
  text: fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit, minLength: 10, maxLength: 400 })),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r', ''),
}) as fc.Arbitrary<Row>;

function plain({ text, lineBreak }: Row): Row {
  return { text, lineBreak };
}

test('a packed row reads back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.array(fc.nat(19)), (given, asked) => {
      const rows = given.map(plain);
      const texts = new PackedTexts();
      const packed = rows.map(({ text, lineBreak }) => new FileRow(text, lineBreak));
      assert.deepEqual(packed.map(plain), rows);
      for (const each of packed) each.pack(texts);
      assert.deepEqual(packed.map(unitsOf), rows.map(unitsOf));
      for (const index of asked) assert.equal(packed[index]?.text, rows[index]?.text);
      for (const each of packed) each.pack(texts);
      assert.deepEqual(packed.map(plain), rows);
    }),
    { numRuns: 500 },
  );
});

test('UTF-8 is split into the same rows as its text', () => {
  const part = fc.oneof(fc.constantFrom('\n', '\r', '\r\n'), fc.string({ unit, maxLength: 20 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const bytes = new TextEncoder().encode(parts.join(''));
      const rows = utf8Rows(bytes, new PackedTexts());
      const wanted = splitRows(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      assert.deepEqual(rows.map(unitsOf), wanted.map(unitsOf));
      assert.deepEqual(rows.map(plain), wanted);
    }),
    { numRuns: 500 },
  );
});

test('texts of any length are packed beside each other and read back in any order', () => {
  const lengths = [100_000, 12, 13, 87_381, 87_382, 65_536, 65_537, 300_000, 1, 0, 262_144, 2_000_000];
  const rows = Array.from({ length: 600 }, (_, index): Row => {
    const length = lengths[index] ?? 3000 + index;
    return { text: `${index}漢`.padEnd(length, index % 3 ? 'a' : '漢').slice(0, length), lineBreak: '\n' };
  });
  const texts = new PackedTexts();
  const packed = rows.map(({ text, lineBreak }) => new FileRow(text, lineBreak));
  for (const each of packed) each.pack(texts);
  // More than stays at hand lies between two looks at a row.
  for (let look = 0; look < 3; look++) {
    for (let at = 0; at < rows.length; at++) {
      const index = (at * 7) % rows.length;
      assert.ok(packed[index]?.text === rows[index]?.text, `row ${index}`);
    }
  }
});

const target = targetById('openai');
assert.ok(target);
const settings: CheckSettings = {
  target,
  severities: {},
  onRuleError: (rule, error) => {
    throw new Error(`rule ${rule}`, { cause: error });
  },
};

const line = fc.constantFrom(
  '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}',
  '{"messages":[{"content":"a","role":"user"},{"role":"assistant","content":"b"}]}',
  '{"messages":[{"role":"user","content":"漢"},{"role":"assistant","content":"half: \ud83d"}]}',
  '{"messages":[{"role":"user","content":"😀"},{"role":"assistant","content":" é"}]}',
  '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"a"},{"role":"assistant","content":"c"}]}',
  '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]',
  '    "messages": [{"role": "user"}],',
  '                            ',
  '{',
  '}',
  '',
);
const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 8 }).map((parts) => parts.flat().join(''));
const position = fc.record({ line: fc.nat(10), character: fc.nat(120) });
const step = fc.oneof(
  fc.record({
    places: fc.tuple(position, position),
    inserted: fc.oneof(lines, fc.constantFrom('', '\n', '{', '"', '漢', '\ude00')),
  }),
  fc.record({ appended: fc.oneof(lines, fc.constantFrom('', '\n', '\r', '{')), isUtf8: fc.boolean() }),
  fc.constantFrom('pack', 'check', 'look', 'replace', 'configure'),
);

function said(file: TrainingFile): unknown {
  file.check?.checkPending(() => true);
  const findings = file.check?.findings() ?? [];
  return {
    rows: file.rows.map(plain),
    shape: file.check?.context.fileShape.id,
    findings: findings.map(({ line: at, lines: count, row: { text }, finding, related }) => ({
      ...{ at, count, text, related: related?.line },
      finding: JSON.stringify(finding),
    })),
    positioned: file.rows.map((each) => file.positioned(each).root?.length),
  };
}

test('a file whose texts are packed between edits says what it would say if it were opened afresh', () => {
  fc.assert(
    fc.property(lines, fc.array(step, { maxLength: 10 }), (whole, steps) => {
      const file = new TrainingFile(whole, settings);
      for (const each of steps) {
        if (each === 'pack') {
          atOnce(file.packTexts());
          assert.equal(file.looseUnits, 0);
        } else if (each === 'check') file.check?.checkPending(() => true);
        else if (each === 'look') said(file);
        else if (each === 'replace') file.replace(`${joinRows(file.rows)}{}`);
        else if (each === 'configure') file.configure(settings);
        else if ('appended' in each)
          file.append(each.isUtf8 && each.appended.isWellFormed() ? new TextEncoder().encode(each.appended) : each.appended);
        else {
          const [start, end] = each.places.toSorted((a, b) => a.line - b.line || a.character - b.character) as [Position, Position];
          file.edit({ start, end }, each.inserted);
        }
      }
      const text = joinRows(file.rows);
      assert.deepEqual(file.rows.map(plain), splitRows(text));
      assert.deepEqual(said(file), said(new TrainingFile(text, settings)));
    }),
    { numRuns: 150 },
  );
});
