import type { Row } from '../core/rows/row';
import { readRows } from './readRows';

/** A file that is held in memory as a whole. */
export interface WholeFile {
  readonly rows: readonly Row[];
  /** The byte order mark that it begins with, or nothing; the rows are without it. */
  readonly mark: '' | '\ufeff';
}

const markBytes = [0xef, 0xbb, 0xbf];

/** Reads a file so that it can be written again byte for byte; throws as `readRows` does. */
export async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<WholeFile> {
  const start: number[] = [];
  const rows: Row[] = [];
  for await (const row of readRows(watched(bytes, start))) rows.push(row);
  return { rows, mark: markBytes.every((byte, index) => start[index] === byte) ? '\ufeff' : '' };
}

/** Passes the bytes on and keeps the first few. */
async function* watched(bytes: AsyncIterable<Uint8Array>, start: number[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (start.length < markBytes.length) start.push(...chunk.subarray(0, markBytes.length - start.length));
    yield chunk;
  }
}

/** The pieces of a file's text, to be written one after the other. */
export function* textOf({ rows, mark }: WholeFile): Generator<string> {
  if (mark) yield mark;
  for (const { text, lineBreak } of rows) yield text + lineBreak;
}
