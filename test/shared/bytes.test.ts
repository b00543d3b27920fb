import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { FileBytes } from '../../server/src/core/bytes/fileBytes';
import { readRows } from '../../server/src/core/rows/readRows';
import { joinRows, type Row } from '../../server/src/core/rows/row';
import { decodeBytes, examineBytes, rewriteBytes } from '../../server/src/shared/bytes';

const mark = [0xef, 0xbb, 0xbf];

async function read(bytes: Uint8Array): Promise<{ readonly text: string; readonly facts: FileBytes | undefined }> {
  const rows: Row[] = [];
  let facts: FileBytes | undefined;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += 3) yield bytes.subarray(start, start + 3);
  };
  const told = (each: FileBytes): void => {
    facts = each;
  };
  for await (const row of readRows(pieces(), told)) rows.push(row);
  return { text: joinRows(rows), facts };
}

const piece = fc.oneof(
  fc.constantFrom([0x7b], [0x0a], [0x0d], [0x0d, 0x0a], [0x61], [0xe4], [0xc3, 0xa4], [0xf0, 0x9f, 0x98, 0x80], [0xff], mark),
  fc.uint8Array({ min: 1, maxLength: 4 }).map((bytes) => [...bytes]),
);

test('a stream and the whole file tell the same of the bytes and of their text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const bytes = new Uint8Array(pieces.flat());
      const { text, facts } = await read(bytes);
      assert.deepEqual(facts, examineBytes(bytes));
      assert.equal(text, decodeBytes(bytes));
    }),
    { numRuns: 300 },
  );
});

test('damage is found beyond the first megabyte', () => {
  const bytes = new Uint8Array((3 << 20) + 5).fill(0x61);
  bytes[10] = 0x0a;
  bytes[(1 << 20) + 7] = 0x0a;
  bytes[(2 << 20) + 9] = 0xe4;
  assert.deepEqual(examineBytes(bytes).invalid, { line: 2, lines: 1 });
  assert.equal(examineBytes(bytes.subarray(0, 2 << 20)).invalid, undefined);
});

test('rewriting gives UTF-8 with the mark that was asked for, and the same text', () => {
  for (const text of ['', 'a\r\nä\u{1f600}', '{"a":"é"}\n']) {
    for (const bytes of [
      new TextEncoder().encode(text),
      new Uint8Array([...mark, ...new TextEncoder().encode(text)]),
      new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]),
      new Uint8Array([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()]),
    ]) {
      for (const wanted of [true, false]) {
        const made = rewriteBytes(bytes, wanted);
        assert.deepEqual(examineBytes(made), { size: made.length, encoding: 'utf-8', mark: wanted });
        assert.equal(decodeBytes(made), text);
      }
    }
  }
});
