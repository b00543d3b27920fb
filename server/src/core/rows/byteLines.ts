import { joined } from './readRows';

/** Where a line stands in a file: offsets in bytes, `end` behind its text and `next` behind its line break. */
export interface ByteLine {
  /** From 0. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** The line's own bytes, without its line break. */
  readonly bytes: Uint8Array;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a stream of bytes that are wanted by their number (from 0), counted as editors count them: what stands behind the
 * last line break is a line too. Of the others nothing is kept.
 */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (line: number) => boolean = () => true,
): AsyncGenerator<ByteLine> {
  let parts: Uint8Array[] = [];
  let line = 0;
  let start = 0;
  let offset = 0;
  /** Where a carriage return stands at the end of a chunk: the next one tells whether a line feed belongs to it. */
  let returned: number | undefined;
  let wanted = isWanted(line);
  const take = (end: number, next: number): ByteLine | undefined => {
    const taken = wanted ? { line, start, end, next, bytes: joined(parts) } : undefined;
    if (wanted) parts = [];
    line += 1;
    start = next;
    wanted = isWanted(line);
    return taken;
  };
  for await (const chunk of chunks) {
    let at = 0;
    if (returned !== undefined && chunk.length > 0) {
      at = chunk[0] === lineFeed ? 1 : 0;
      const ended = take(returned, offset + at);
      returned = undefined;
      if (ended) yield ended;
    }
    let feed = chunk.indexOf(lineFeed, at);
    let turn = chunk.indexOf(carriageReturn, at);
    while (feed !== -1 || turn !== -1) {
      const end = feed === -1 || (turn !== -1 && turn < feed) ? turn : feed;
      if (wanted) parts.push(chunk.slice(at, end));
      if (end === turn && end === chunk.length - 1) {
        returned = offset + end;
        at = chunk.length;
        break;
      }
      at = end + (end === turn && feed === end + 1 ? 2 : 1);
      const ended = take(offset + end, offset + at);
      if (ended) yield ended;
      if (feed !== -1 && feed < at) feed = chunk.indexOf(lineFeed, at);
      if (turn !== -1 && turn < at) turn = chunk.indexOf(carriageReturn, at);
    }
    // The stream may use its buffer again, so what is kept has to be a copy.
    if (wanted && at < chunk.length) parts.push(chunk.slice(at));
    offset += chunk.length;
  }
  if (returned !== undefined) {
    const ended = take(returned, offset);
    if (ended) yield ended;
  }
  const last = take(offset, offset);
  if (last) yield last;
}

/** The same bytes with others in the place of those from `start` to `end`. */
export async function* spliced(
  chunks: AsyncIterable<Uint8Array>,
  { start, end }: Pick<ByteLine, 'start' | 'end'>,
  put: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let isPut = false;
  for await (const chunk of chunks) {
    const from = offset;
    offset += chunk.length;
    if (from < start) yield chunk.subarray(0, Math.min(chunk.length, start - from));
    if (!isPut && offset >= start) {
      isPut = true;
      yield put;
    }
    if (offset > end) yield chunk.subarray(Math.max(0, end - from));
  }
  if (!isPut) yield put;
}
