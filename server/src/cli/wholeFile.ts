import type { FileBytes } from '../core/bytes/fileBytes';
import { readRows, UnreadableText } from '../core/rows/readRows';
import type { Row } from '../core/rows/row';

/** A file that is held in memory as a whole. */
export interface WholeFile {
  readonly rows: readonly Row[];
  readonly bytes: FileBytes;
}

/** Reads a file with all that is known of its bytes, or nothing of one that has more than `most`; throws as `readRows` does. */
export async function readWhole(content: AsyncIterable<Uint8Array>, most: number): Promise<WholeFile | undefined> {
  // Bytes take a fraction of what rows take, and a file that turns out to be too large leaves nothing else behind.
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > most) return undefined;
    // The stream may use its buffer again.
    parts.push(chunk.slice());
  }
  const handedOver = async function* (): AsyncGenerator<Uint8Array> {
    for (let part = parts.shift(); part; part = parts.shift()) yield part;
  };
  const rows: Row[] = [];
  let bytes: FileBytes | undefined;
  const told = (facts: FileBytes): void => {
    bytes = facts;
  };
  for await (const row of readRows(handedOver(), told)) rows.push(row);
  if (!bytes) throw new UnreadableText('the file could not be read to its end');
  return { rows, bytes };
}

/** The pieces of a file's text, to be written in UTF-8 one after the other, with a byte order mark or without. */
export function* textOf(rows: readonly Row[], mark: boolean): Generator<string> {
  if (mark) yield '\ufeff';
  for (const { text, lineBreak } of rows) yield text + lineBreak;
}

/** The same of rows that come one by one. */
export async function* textOfStream(rows: AsyncIterable<Row>, mark: boolean): AsyncGenerator<string> {
  if (mark) yield '\ufeff';
  for await (const { text, lineBreak } of rows) yield text + lineBreak;
}
