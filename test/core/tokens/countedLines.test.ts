import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ByteRow } from '../../../server/src/core/rows/byteRow';
import { FileRow, PackedTexts } from '../../../server/src/core/rows/fileRow';
import type { Row } from '../../../server/src/core/rows/row';
import { gatherLines, textsOf } from '../../../server/src/core/tokens/countedLines';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '😀', '\ud83d', '\ude00', '\ufeff', '\0'), maxLength: 60 });

test('gathered lines have the texts of their rows, however these hold them, when all their bytes were handed over', () => {
  const held = fc.constantFrom('text', 'packed', 'bytes');
  fc.assert(
    fc.property(fc.array(fc.record({ text, held }), { maxLength: 20 }), (given) => {
      const texts = new PackedTexts();
      const rows = given.map(({ text, held }): Row => {
        const row = new FileRow(text, '\n');
        if (held === 'packed') row.pack(texts);
        return held === 'bytes' && text.isWellFormed() ? new ByteRow(new TextEncoder().encode(text), '\n') : row;
      });
      const gathered = gatherLines(rows);
      const sent = structuredClone(gathered, { transfer: gathered.utf8 ? [gathered.utf8.buffer] : [] });
      const wanted = given.map(({ text }) => text);
      assert.deepEqual([...textsOf(sent)], wanted);
      assert.deepEqual(
        rows.map((row) => row.text),
        wanted,
      );
    }),
    { numRuns: 500 },
  );
});
