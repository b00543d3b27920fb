import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readRows } from '../../server/src/core/rows/readRows';
import { joinRows, type Row } from '../../server/src/core/rows/row';

const text = fc
  .array(fc.constantFrom('a', 'é', '漢', '😀', '\n', '\n', '\r\n', '{"a":1}'), { maxLength: 30 })
  .map((parts) => parts.join(''));

/** Pieces as Node's streams give them, whose parts are views of them; each is used again for something else. */
async function* reused(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    const piece = Buffer.from(bytes.subarray(at, at + size));
    at += piece.length;
    yield piece;
    piece.fill(0x21);
  }
}

test('rows keep their texts when the stream uses its buffers again', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 10 }), async (whole, sizes) => {
      const rows: Row[] = [];
      for await (const row of readRows(reused(Buffer.from(whole), sizes))) rows.push(row);
      assert.equal(joinRows(rows), whole);
    }),
    { numRuns: 500 },
  );
});

test('a row that is held holds no more than its own bytes', async () => {
  const bytes = Buffer.from(`a\n${'{"a":1}\n'.repeat(10_000)}`);
  for await (const row of readRows(reused(bytes, []))) {
    if ('utf8' in row && row.utf8 instanceof Uint8Array) assert.equal(row.utf8.buffer.byteLength, row.text.length);
  }
});
