/** The class of a code point, as the encodings' split patterns tell characters apart. */
export const characterClass = { other: 0, upper: 1, lower: 2, uncased: 3, mark: 4, number: 5, space: 6, newline: 7 } as const;

/** A token's rank where there is none. */
export const noRank = -1;

/** One encoding's tokens and character classes, laid out so that nothing but typed arrays is touched while counting. */
export interface Vocabulary {
  /** The `characterClass` of every code point, by tiktoken's Unicode version. */
  readonly classes: Uint8Array;
  /** Bytes of the longest token. */
  readonly longest: number;
  /** The rank of every token of two bytes, at first byte × 256 + second byte. */
  readonly pairs: Int32Array;
  /** All tokens' bytes, one after another; token `rank` begins at `starts[rank]` and ends at `starts[rank + 1]`. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  /** Each token's hash, by rank. */
  readonly hashes: Int32Array;
  /** Ranks by hash, with linear probing from `slotOf(hash, slotShift)`. */
  readonly slots: Int32Array;
  readonly slotShift: number;
  /** `powers[n]` turns the hash of a string into its share of the hash of that string with `n` bytes more. */
  readonly powers: Int32Array;
}

/** What one byte adds to the hash of the bytes before it; a polynomial, so that the hash of any slice follows from two prefixes. */
export function extendHash(hash: number, byte: number): number {
  return (Math.imul(hash, hashBase) + byte + 1) | 0;
}

/** Where to look first for a hash in a table of 2^(32 - shift) slots. */
export function slotOf(hash: number, shift: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> shift;
}

const hashBase = 0x01000193;
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
  const bytes = new Uint8Array(starts[count] ?? 0);
  const longest = longestToken(starts);
  const powers = hashPowers(longest);
  const hashes = new Int32Array(count);
  const pairs = new Int32Array(0x10000).fill(noRank);
  const slotShift = 32 - Math.ceil(Math.log2(count * 2));
  const slots = new Int32Array(2 ** (32 - slotShift)).fill(noRank);
  for (let rank = 0; rank < count; rank++) {
    const start = starts[rank] ?? 0;
    const length = (starts[rank + 1] ?? 0) - start;
    if (rank < singleBytes) {
      const byte = byteAt(file, end + 4 + rank);
      bytes[start] = byte;
      hashes[rank] = extendHash(0, byte);
    } else {
      const l = left[rank - singleBytes] ?? 0;
      const r = right[rank - singleBytes] ?? 0;
      const leftLength = (starts[l + 1] ?? 0) - (starts[l] ?? 0);
      bytes.copyWithin(start, starts[l] ?? 0, starts[l + 1]);
      bytes.copyWithin(start + leftLength, starts[r] ?? 0, starts[r + 1]);
      hashes[rank] = Math.imul(hashes[l] ?? 0, powers[length - leftLength] ?? 0) + (hashes[r] ?? 0);
    }
    if (length === 2) pairs[((bytes[start] ?? 0) << 8) | (bytes[start + 1] ?? 0)] = rank;
    let slot = slotOf(hashes[rank] ?? 0, slotShift);
    while (slots[slot] !== noRank) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = rank;
  }
  return { classes, longest, pairs, bytes, starts, hashes, slots, slotShift, powers };
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

function hashPowers(longest: number): Int32Array {
  const powers = new Int32Array(longest + 1);
  powers[0] = 1;
  for (let n = 1; n <= longest; n++) powers[n] = Math.imul(powers[n - 1] ?? 0, hashBase);
  return powers;
}

function byteAt(file: Uint8Array, at: number): number {
  const byte = file[at];
  if (byte === undefined) throw new Error('this is no vocabulary file, or only a part of one');
  return byte;
}
