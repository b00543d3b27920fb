import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { appended, byteLines, spliced } from '../../server/src/core/rows/byteLines';
import { splitRows } from '../../server/src/core/rows/row';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    // In a buffer that is used again, as streams may do; parts of Node's are views of them.
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    at += chunk.length;
    yield chunk;
    chunk.fill(0x21);
  }
  yield bytes.slice(at);
}

const text = fc.array(fc.constantFrom('a', 'é', '漢', '\n', '\r', '\r\n', '{"a":1}'), { maxLength: 20 }).map((parts) => parts.join(''));
const sizes = fc.array(fc.nat(5), { maxLength: 20 });

test('lines of bytes are the rows of the text, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(text, sizes, fc.func(fc.boolean()), async (whole, cuts, isWanted) => {
      const bytes = new TextEncoder().encode(whole);
      const found = [];
      for await (const line of byteLines(inChunks(bytes, cuts), isWanted)) {
        assert.deepEqual(bytes.subarray(line.start, line.end), line.bytes);
        const rest = new TextDecoder().decode(bytes.subarray(line.end, line.next));
        found.push([line.line, new TextDecoder('utf-8', { ignoreBOM: true }).decode(line.bytes), rest]);
      }
      const rows = splitRows(whole).map((row, index) => [index, row.text, row.lineBreak]);
      assert.deepEqual(
        found,
        rows.filter((_, index) => isWanted(index)),
      );
    }),
  );
});

test('bytes are put in the place of others, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 20 }), sizes, fc.nat(20), fc.nat(20), async (bytes, cuts, from, length) => {
      const start = Math.min(from, bytes.length);
      const end = Math.min(start + length, bytes.length);
      const put = Uint8Array.of(1, 2, 3);
      const made: number[] = [];
      for await (const piece of spliced(inChunks(bytes, cuts), { start, end }, put)) made.push(...piece);
      assert.deepEqual(made, [...bytes.subarray(0, start), 1, 2, 3, ...bytes.subarray(end)]);
    }),
  );
});

test('a text is put behind the last line, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(text, sizes, async (whole, cuts) => {
      const before = splitRows(whole);
      const made: number[] = [];
      let line: number | undefined;
      const told = (at: number): void => {
        line = at;
      };
      for await (const piece of appended(inChunks(new TextEncoder().encode(whole), cuts), 'new', told)) made.push(...piece);
      const after = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(made));
      const isFresh = before.at(-1)?.text === '';
      assert.equal(after, isFresh ? `${whole}new` : `${whole}\nnew`);
      assert.equal(line, splitRows(after).length - 1);
    }),
  );
});

test('no text is put behind bytes that are UTF-16', async () => {
  const bytes = appended(inChunks(Uint8Array.of(0xff, 0xfe, 0x7b, 0), []), 'new', () => undefined);
  await assert.rejects(bytes.next(), /it is UTF-16/);
});
