import { areSame, firstWord, hashBytes, hashWords, secondWord, shortKey, thirdWord } from './byteKeys';
import type { Utf8 } from './utf8';

/** The counts of pieces seen before, a text's `length` bytes from `start`. Exact; bounded, as a new piece takes an old one's place. */
export interface PieceCache {
  /** The piece's count, or 0 when it is not known. */
  readonly get: (text: Utf8, start: number, length: number) => number;
  readonly set: (text: Utf8, start: number, length: number, count: number) => void;
}

// Small enough to stay in the processor's cache: a larger one knows more pieces and is slower.
const shortBits = 15;
const longBits = 12;
// Longer pieces hardly come back.
const longestPiece = 64;
const countBits = 24;
const countMask = (1 << countBits) - 1;

/** A cache in typed arrays, so that no substring is made for a piece that is known. */
export function createPieceCache(): PieceCache {
  // By the hash of a short piece: its three words, its length and its count.
  const entries = new Int32Array(4 << shortBits);
  // By the hash of a longer piece: its length and its count; its bytes.
  const heads = new Int32Array(1 << longBits);
  const rows = new Uint8Array(longestPiece << longBits);

  const getLong = ({ bytes, view }: Utf8, start: number, length: number): number => {
    if (length > longestPiece) return 0;
    const row = hashBytes(view, start, length) >>> (32 - longBits);
    const head = heads[row] ?? 0;
    const isKnown = head >>> countBits === length && areSame(rows, row * longestPiece, bytes, start, length);
    return isKnown ? head & countMask : 0;
  };
  const setLong = ({ bytes, view }: Utf8, start: number, length: number, count: number): void => {
    if (length > longestPiece) return;
    const row = hashBytes(view, start, length) >>> (32 - longBits);
    heads[row] = (length << countBits) | count;
    for (let at = 0; at < length; at++) rows[row * longestPiece + at] = bytes[start + at] ?? 0;
  };
  return {
    get: (text, start, length) => {
      if (length > shortKey) return getLong(text, start, length);
      const first = firstWord(text.view, start, length);
      const second = secondWord(text.view, start, length);
      const third = thirdWord(text.view, start, length);
      const at = (hashWords(first, second, third, length) >>> (32 - shortBits)) << 2;
      const last = entries[at + 3] ?? 0;
      const isKnown = entries[at] === first && entries[at + 1] === second && entries[at + 2] === third && last >>> countBits === length;
      return isKnown ? last & countMask : 0;
    },
    set: (text, start, length, count) => {
      if (length > shortKey) {
        setLong(text, start, length, count);
        return;
      }
      const first = firstWord(text.view, start, length);
      const second = secondWord(text.view, start, length);
      const third = thirdWord(text.view, start, length);
      const at = (hashWords(first, second, third, length) >>> (32 - shortBits)) << 2;
      entries[at] = first;
      entries[at + 1] = second;
      entries[at + 2] = third;
      entries[at + 3] = (length << countBits) | count;
    },
  };
}
