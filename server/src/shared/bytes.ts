import { beginsWithMark, encodingOf, type FileBytes, markBytes } from '../core/bytes/fileBytes';
import { atOnce, type Work } from '../core/work';

export type { FileBytes } from '../core/bytes/fileBytes';

const newline = 0x0a;
const carriageReturn = 0x0d;
// Decoded at once: few enough that their text is soon forgotten again.
const blockSize = 1 << 20;

/** Finds out what there is to know of all bytes of a file. */
export function examineBytes(bytes: Uint8Array): FileBytes {
  return atOnce(examining(bytes));
}

/** The same as work that rests after each megabyte. */
export function* examining(bytes: Uint8Array): Work<FileBytes> {
  const facts = { size: bytes.length, encoding: encodingOf(bytes), mark: beginsWithMark(bytes) };
  const invalid = facts.encoding === 'utf-8' ? yield* invalidLines(bytes) : undefined;
  return invalid ? { ...facts, invalid } : facts;
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether the bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Goes block by block, and line by line only where a block is damaged. */
function* invalidLines(bytes: Uint8Array): Work<FileBytes['invalid']> {
  let first: number | undefined;
  let lines = 0;
  for (const [start, end] of cut(bytes, 0, bytes.length, blockSize)) {
    if (start > 0) yield start / bytes.length;
    if (isUtf8(bytes.subarray(start, end))) continue;
    for (const [from, to] of cut(bytes, start, end, 1)) {
      if (isUtf8(bytes.subarray(from, to))) continue;
      first ??= lineBreaks(bytes, from);
      lines += 1;
    }
  }
  return first === undefined ? undefined : { line: first, lines };
}

/** Cuts at line feeds, into pieces of at least `size` bytes. */
function* cut(bytes: Uint8Array, start: number, end: number, size: number): Generator<readonly [number, number]> {
  for (let from = start; from < end; ) {
    const at = bytes.indexOf(newline, Math.min(end, from + size) - 1);
    const to = at === -1 ? end : Math.min(end, at + 1);
    yield [from, to];
    from = to;
  }
}

/** How many lines end before `end`; a lone carriage return ends one too, as in editors. */
function lineBreaks(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let at = 0; at < end; at++) {
    if (bytes[at] === newline || (bytes[at] === carriageReturn && bytes[at + 1] !== newline)) count += 1;
  }
  return count;
}

/** The text that the bytes spell, without a byte order mark; what is no UTF-8 becomes U+FFFD, as in an editor. */
export function decodeBytes(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** The same text in UTF-8, with a byte order mark or without; bytes that are UTF-8 already stay as they are. */
export function rewriteBytes(bytes: Uint8Array, mark: boolean): Uint8Array {
  const isFine = encodingOf(bytes) === 'utf-8' && isUtf8(bytes);
  const text = isFine ? bytes.subarray(beginsWithMark(bytes) ? markBytes.length : 0) : new TextEncoder().encode(decodeBytes(bytes));
  const whole = new Uint8Array((mark ? markBytes.length : 0) + text.length);
  if (mark) whole.set(markBytes);
  whole.set(text, whole.length - text.length);
  return whole;
}
