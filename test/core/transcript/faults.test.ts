import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readTranscript } from '../../../server/src/core/transcript/read';
import { linesOf } from '../../../server/src/core/transcript/rewrite';
import { writeTranscript } from '../../../server/src/core/transcript/write';

/** Broken transcripts with the line from 1 that is blamed and what is said of it. */
const broken: readonly (readonly [transcript: string, line: number, message: RegExp])[] = [
  ['Hi', 1, /Nothing stands above the first heading/],
  ['===== example\n\nHi', 3, /This text has no heading/],
  ['===== exmaple', 1, /two headings of this kind/],
  ['===== example\n\n=== user ===\nHi', 3, /is no role/],
  ['===== example\n\n====== x', 3, /write \\ before it/],
  ['===== example\n==== prompt\n\n==== completion\n\nYes', 2, /Nothing stands below this heading/],
  ['===== example\n==== prompt\n\nHi\n\n=== user\n\nHo', 6, /need a heading above them/],
  ['===== example\n==== a: b, c\n\nHi', 2, /messages are due/],
  ['=== user\nweight: 1,0\n\nHi', 2, /no JSON/],
  ['=== user\nname: Ann\n\nHi', 2, /double quotes/],
  ["=== user\nname: 'Ann'\n\nHi", 2, /straight double quotes/],
  ['=== user\nweight: None\n\nHi', 2, /write null/],
  ['=== user\nok: True\n\nHi', 2, /write true/],
  ['=== user\nweight: 1\nHi', 3, /An empty line ends the keys/],
  ['=== user\ncontent:\nweight: 1\n', 2, /content has no value/],
  ['=== user\n\n~~~ json meta\n{"a": 1,\n "b": }\n~~~', 5, /This block is no JSON/],
  ['=== user\n\n~~~ json\n~~~', 3, /This block is no JSON/],
  ['=== user\n\n~~~ call f\n{}\n\n=== tool\n\n1', 3, /no end/],
  ['=== user\n\nHi\n~~~\n', 4, /Nothing is open/],
  ['=== user\n\n~~~ jsn meta\n{}\n~~~', 3, /no block of the kind jsn/],
  ['=== user\n\n~~~ call\n{}\n~~~', 3, /name of its function/],
  ['=== user\n\nHi\n\n~~~ image\nhttps:\n~~~', 5, /each text is a part as well/],
  ['=== user\n\nHi\n\n~~~ call f\n{}\n~~~\n\nHo', 9, /one text/],
  ['=== user\n\nHi \\u{110000}', 3, /no character with such a number/],
  ['=== user\n\n<<<<<<< HEAD\nHi\n=======\nHo\n>>>>>>> main', 3, /Git has left a conflict/],
  ['===== verbatim\n\na\nb', 4, /one line of the file/],
  ['===== example\na: 1\na.b: 2', 1, /a\.b does not fit/],
  ['===== example\na[1]: 2', 1, /without a gap/],
];

for (const [transcript, line, message] of broken) {
  test(`broken: ${JSON.stringify(transcript)}`, () => {
    const { examples, faults } = readTranscript(transcript);
    assert.equal(examples.length, 0);
    assert.match(faults[0]?.message ?? '', message);
    assert.equal((faults[0]?.line ?? 0) + 1, line);
    assert.equal(linesOf(transcript).ok, false);
  });
}

test('whatever is read either has faults or comes back the same from its normal form', () => {
  const pieces = fc.constantFrom(
    ...[
      '===== example',
      '===== verbatim',
      '==== prompt',
      '==== a: from, value',
      '=== user',
      '=== (no role)',
      '~~~',
      '~~~ json',
      '~~~ json a',
      '~~~ text',
    ],
    ...['~~~ call f', '~~~ .text', 'a: 1', 'content:', 'role:', 'Hi', '\\', '\\=== x', '{"b": 1}', '', ' ', 'x\\u{d}', '<<<<<<< a'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (lines) => {
      const read = linesOf(['===== example', ...lines].join('\n'));
      if (!read.ok) return assert(read.faults.length > 0);
      const normal = writeTranscript(read.lines);
      const again = linesOf(normal);
      // An object that was put below `verbatim` by hand is an example like all others, which keep their spacing in the file alone.
      const spelt = read.lines.map((line) => (line === '{"b": 1}' ? '{"b":1}' : line));
      assert.deepEqual(again.ok && again.lines, spelt);
      assert.equal(writeTranscript(read.lines), normal);
    }),
    { numRuns: 1000 },
  );
});
