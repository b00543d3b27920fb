import { encodingOf } from '../bytes/fileBytes';
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
      if (wanted) parts.push(new Uint8Array(chunk.subarray(at, end)));
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
    if (wanted && at < chunk.length) parts.push(new Uint8Array(chunk.subarray(at)));
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

/**
 * The same bytes and text behind them, as a line of its own: behind the last line break, or behind a new one. `told` gets the number
 * (from 0) of that line before the text comes. Throws for bytes that are UTF-16.
 */
export async function* appended(chunks: AsyncIterable<Uint8Array>, text: string, told: (line: number) => void): AsyncGenerator<Uint8Array> {
  let line = 0;
  let last: number | undefined;
  for await (const chunk of chunks) {
    if (last === undefined && encodingOf(chunk) !== 'utf-8') throw isUtf16();
    line += breaksIn(chunk, last);
    // Whoever gets the chunk may use it again.
    last = chunk.at(-1) ?? last;
    yield chunk;
  }
  const isFresh = last === undefined || last === lineFeed || last === carriageReturn;
  told(isFresh ? line : line + 1);
  yield new TextEncoder().encode(isFresh ? text : `\n${text}`);
}

/** Why no line of UTF-8 can be put among others. */
export function isUtf16(): Error {
  return new Error('it is UTF-16: write it as UTF-8 first, with exemplar fix --write --all');
}

/** How many line breaks end in a chunk that comes behind a byte; a carriage return counts before it is known whether a line feed follows. */
function breaksIn(chunk: Uint8Array, before: number | undefined): number {
  let count = before === carriageReturn && chunk[0] === lineFeed ? -1 : 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) count += 1;
  for (let at = chunk.indexOf(carriageReturn); at !== -1; at = chunk.indexOf(carriageReturn, at + 1)) {
    if (chunk[at + 1] !== lineFeed) count += 1;
  }
  return count;
}
