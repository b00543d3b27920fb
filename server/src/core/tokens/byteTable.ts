import { areSame, firstWord, hashBytes, hashWords, secondWord, shortKey, thirdWord } from './byteKeys';
import type { Utf8 } from './utf8';

/**
 * Numbers by strings of bytes, exact. Open addressing in one typed array, so that looking for a key mostly touches a single line of
 * the processor's cache and makes no object. An entry is four words: a key of up to 12 bytes is the first three; of a longer one they
 * are its hash, where it lies in `keys`, and its last four bytes. The fourth is the key's length and its value.
 */
export interface ByteTable {
  /** The bytes of long keys, kept by the table's owner. */
  readonly keys: Uint8Array;
  readonly entries: Int32Array;
  /** There are 2^(32 - shift) entries. */
  readonly shift: number;
  /** Two bits of one word for each short key: enough to tell nearly all that are not there, and small enough to stay in the cache. */
  readonly filter: Int32Array;
}

/** What a table gives for a key that it does not have; more than any value. */
export const notThere = 0x7fffffff;
/** Bytes of the longest key. */
export const longestKey = 255;

const valueBits = 24;
const valueMask = (1 << valueBits) - 1;
const filterBits = 16;

/** A table for so many keys at the most, of 1 to `longestKey` bytes; values are below 2^24. */
export function createByteTable(count: number, keys: Uint8Array): ByteTable {
  const bits = Math.ceil(Math.log2(count * 1.25));
  return { keys, entries: new Int32Array(4 << bits), shift: 32 - bits, filter: new Int32Array(1 << filterBits) };
}

/** The value of the `length` bytes of a text from `start`, or `notThere`. */
export function lookUp(table: ByteTable, { bytes, view }: Pick<Utf8, 'bytes' | 'view'>, start: number, length: number): number {
  if (length > shortKey) return lookUpLong(table, bytes, view, start, length);
  const { entries, shift, filter } = table;
  const first = firstWord(view, start, length);
  const second = secondWord(view, start, length);
  const third = thirdWord(view, start, length);
  const hash = hashWords(first, second, third, length);
  const bits = filterMask(hash);
  if (((filter[hash >>> (32 - filterBits)] ?? 0) & bits) !== bits) return notThere;
  const mask = entries.length - 1;
  for (let at = (hash >>> shift) << 2; ; at = (at + 4) & mask) {
    const last = entries[at + 3] ?? 0;
    if (entries[at] === first && entries[at + 1] === second && entries[at + 2] === third && last >>> valueBits === length) {
      return last & valueMask;
    }
    if (last === 0) return notThere;
  }
}

function lookUpLong({ entries, shift, keys }: ByteTable, bytes: Uint8Array, view: DataView, start: number, length: number): number {
  const hash = hashBytes(view, start, length);
  const end = view.getInt32(start + length - 4, true);
  const mask = entries.length - 1;
  for (let at = (hash >>> shift) << 2; ; at = (at + 4) & mask) {
    const last = entries[at + 3] ?? 0;
    if (last === 0) return notThere;
    if (entries[at] !== hash || entries[at + 2] !== end || last >>> valueBits !== length) continue;
    if (areSame(keys, entries[at + 1] ?? 0, bytes, start, length)) return last & valueMask;
  }
}

/** Adds a key that is not in the table, the `length` bytes of its `keys` from `start`; `view` is on the same bytes. */
export function insert(table: ByteTable, view: DataView, start: number, length: number, value: number): void {
  const last = (length << valueBits) | value;
  if (length > shortKey) {
    const hash = hashBytes(view, start, length);
    put(table, hash, hash, start, view.getInt32(start + length - 4, true), last);
    return;
  }
  const first = firstWord(view, start, length);
  const second = secondWord(view, start, length);
  const third = thirdWord(view, start, length);
  const hash = hashWords(first, second, third, length);
  const word = hash >>> (32 - filterBits);
  table.filter[word] = (table.filter[word] ?? 0) | filterMask(hash);
  put(table, hash, first, second, third, last);
}

function put({ entries, shift }: ByteTable, hash: number, first: number, second: number, third: number, last: number): void {
  let at = (hash >>> shift) << 2;
  while (entries[at + 3] !== 0) at = (at + 4) & (entries.length - 1);
  entries[at] = first;
  entries[at + 1] = second;
  entries[at + 2] = third;
  entries[at + 3] = last;
}

// The hash's low bits, because the high ones choose the word.
function filterMask(hash: number): number {
  return (1 << (hash & 31)) | (1 << ((hash >>> 5) & 31));
}
