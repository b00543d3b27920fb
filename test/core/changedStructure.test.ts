import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { changedStructure } from '../../server/src/core/json/changedStructure';
import { applyChange } from '../../server/src/core/json/edits';
import { parseLine } from '../../server/src/core/json/parse';

const bodies = fc
  .array(fc.constantFrom('a', 'bcdefgh', '\\\\', '\\"', '\\n', '\\u00e9', '\\ud83d', '\t', '\\x', '\\u12', '\\', '"', '{', ','), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const pieces = fc.oneof(
  bodies.map((body) => `"${body}"`),
  bodies,
  fc.constantFrom(...'{}[],: \t"', 'true', '12', '"a":', '{"b":', '\ufeff'),
);
const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
/** Valid JSON that one change broke, so that the change that mends it is known. */
const mendable = fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(8), broken).map(([whole, at, length, instead]) => {
  const start = at % (whole.length + 1);
  const lost = whole.slice(start, start + length);
  return {
    text: whole.slice(0, start) + instead + whole.slice(start + length),
    change: { start, end: start + instead.length, text: lost },
  };
});
const changed = fc.tuple(broken, fc.nat(), fc.nat(6), bodies).map(([text, at, length, inserted]) => {
  const start = at % (text.length + 1);
  return { text, change: { start, end: Math.min(text.length, start + length), text: inserted } };
});

/** The text with nothing in its strings. */
function hollow(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
}

test('a changed line is JSON exactly where its structure is, and of the same', () => {
  let sound = 0;
  let cut = 0;
  fc.assert(
    fc.property(fc.oneof(mendable, changed), fc.constantFrom(0, 1, 5, 1000), ({ text, change }, longest) => {
      const mended = applyChange(text, change);
      const structure = changedStructure(text, change, longest);
      const isSound = parseLine(mended).ok;
      assert.equal(structure !== undefined && parseLine(structure).ok, isSound, mended);
      if (!isSound || structure === undefined) return;
      sound += 1;
      if (structure.length < mended.length) cut += 1;
      assert.equal(hollow(structure), hollow(mended));
    }),
    { numRuns: 5000 },
  );
  assert.ok(sound > 500 && cut > 100, `${sound} were sound, ${cut} cut`);
});

test('no escape is torn where a change begins or ends, however many backslashes stand there', () => {
  for (let slashes = 0; slashes < 20; slashes++) {
    for (const inserted of ['', '\\', '\\\\', '"', 'u00e9']) {
      const text = `["${'a'.repeat(10)}${'\\'.repeat(slashes)}nu00e9${'b'.repeat(10)}"]`;
      for (let start = 2; start < text.length - 1; start++) {
        const change = { start, end: start, text: inserted };
        const structure = changedStructure(text, change, 0);
        const mended = applyChange(text, change);
        assert.equal(structure !== undefined && parseLine(structure).ok, parseLine(mended).ok, mended);
      }
    }
  }
});

test('of a text of megabytes only the structure is left', () => {
  const text = `{"a":"${'é\\n'.repeat(1_000_000)}""b":"${'\\"'.repeat(1_000_000)}"}`;
  const at = text.indexOf('"b"');
  const structure = changedStructure(text, { start: at, end: at, text: ',' });
  assert.equal(structure?.replace(/(?:é|\\n|\\")+/g, ''), '{"a":"","b":""}');
  assert.ok(structure.length < 2100);
  assert.equal(changedStructure(`${text.slice(0, 2_000_000)}\t${text.slice(2_000_000)}`, { start: 2, end: 3, text: 'x' }), undefined);
});
