import { type ByteTable, createByteTable, insert, longestKey, lookUp, notThere } from './byteTable';
import { padding, type Utf8 } from './utf8';

/** The class of a code point, as the encodings' split patterns tell characters apart. */
export const characterClass = { other: 0, upper: 1, lower: 2, uncased: 3, mark: 4, number: 5, space: 6, newline: 7 } as const;

/** One encoding's tokens and character classes, laid out so that nothing but typed arrays is touched while counting. */
export interface Vocabulary {
  /** The `characterClass` of every code point, by tiktoken's Unicode version. */
  readonly classes: Uint8Array;
  /** Bytes of the longest token. */
  readonly longest: number;
  /** The rank of every token by its bytes. */
  readonly ranks: ByteTable;
  /** The rank of every token of two bytes once more, at first byte + second byte × 256, or `notThere`. */
  readonly pairs: Int32Array;
}

/** The rank of the token that the bytes from `start` to `end` are, or `notThere`. */
export function rankOf({ longest, pairs, ranks }: Vocabulary, text: Utf8, start: number, end: number): number {
  const length = end - start;
  if (length === 2) return pairs[text.view.getUint16(start, true)] ?? notThere;
  return length > longest ? notThere : lookUp(ranks, text, start, length);
}

const codePoints = 0x110000;
const singleBytes = 256;

/** Reads the file that `scripts/vocabularies.mjs` writes; throws when the bytes are not such a file. */
export function readVocabulary(file: Uint8Array): Vocabulary {
  const { classes, end } = readClasses(file);
  const count = byteAt(file, end) | (byteAt(file, end + 1) << 8) | (byteAt(file, end + 2) << 16) | (byteAt(file, end + 3) << 24);
  const merged = count - singleBytes;
  const planes = end + 4 + singleBytes;
  if (merged < 0 || planes + 6 * merged !== file.length) throw new Error('this is no vocabulary file, or only a part of one');

  const left = readRanks(file, planes, merged);
  const right = readRanks(file, planes + 3 * merged, merged);
  const starts = tokenStarts(left, right);
  const longest = longestToken(starts);
  if (longest > longestKey) throw new Error('a token of this vocabulary is too long');
  const bytes = new Uint8Array((starts[count] ?? 0) + padding);
  const view = new DataView(bytes.buffer);
  const ranks = createByteTable(count, bytes);
  const pairs = new Int32Array(0x10000).fill(notThere);
  for (let rank = 0; rank < count; rank++) {
    const start = starts[rank] ?? 0;
    const length = (starts[rank + 1] ?? 0) - start;
    if (rank < singleBytes) {
      bytes[start] = byteAt(file, end + 4 + rank);
    } else {
      const l = left[rank - singleBytes] ?? 0;
      const r = right[rank - singleBytes] ?? 0;
      copy(bytes, starts[l] ?? 0, starts[l + 1] ?? 0, start);
      copy(bytes, starts[r] ?? 0, starts[r + 1] ?? 0, start + (starts[l + 1] ?? 0) - (starts[l] ?? 0));
    }
    if (length === 2) pairs[view.getUint16(start, true)] = rank;
    insert(ranks, view, start, length, rank);
  }
  return { classes, longest, ranks, pairs };
}

// Tokens are short: asking the engine to copy one costs more than its bytes.
function copy(bytes: Uint8Array, start: number, end: number, to: number): void {
  for (let at = start; at < end; at++) bytes[to + at - start] = bytes[at] ?? 0;
}

function readClasses(file: Uint8Array): { readonly classes: Uint8Array; readonly end: number } {
  const classes = new Uint8Array(codePoints);
  let at = 0;
  for (let code = 0; code < codePoints; ) {
    const kind = byteAt(file, at++);
    let length = 0;
    let byte = 128;
    for (let shift = 0; byte > 127; shift += 7) {
      byte = byteAt(file, at++);
      length |= (byte & 127) << shift;
    }
    classes.fill(kind, code, code + length);
    code += length;
  }
  return { classes, end: at };
}

function readRanks(file: Uint8Array, at: number, count: number): Int32Array {
  const ranks = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const rank = (file[at + i] ?? 0) | ((file[at + count + i] ?? 0) << 8) | ((file[at + 2 * count + i] ?? 0) << 16);
    if (rank >= singleBytes + i) throw new Error('a token of this vocabulary is made of a later one');
    ranks[i] = rank;
  }
  return ranks;
}

function tokenStarts(left: Int32Array, right: Int32Array): Int32Array {
  const starts = new Int32Array(singleBytes + left.length + 1);
  for (let rank = 0; rank < singleBytes; rank++) starts[rank + 1] = rank + 1;
  const length = (rank: number): number => (starts[rank + 1] ?? 0) - (starts[rank] ?? 0);
  for (let i = 0; i < left.length; i++) {
    const rank = singleBytes + i;
    starts[rank + 1] = (starts[rank] ?? 0) + length(left[i] ?? 0) + length(right[i] ?? 0);
  }
  return starts;
}

function longestToken(starts: Int32Array): number {
  let longest = 0;
  for (let rank = 0; rank + 1 < starts.length; rank++) longest = Math.max(longest, (starts[rank + 1] ?? 0) - (starts[rank] ?? 0));
  return longest;
}

function byteAt(file: Uint8Array, at: number): number {
  const byte = file[at];
  if (byte === undefined) throw new Error('this is no vocabulary file, or only a part of one');
  return byte;
}
