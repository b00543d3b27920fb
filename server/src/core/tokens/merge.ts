import { noRank, slotOf, type Vocabulary } from './vocabulary';

/** A piece of text as UTF-8, with the hash of each of its prefixes: `prefixes[n]` is that of the first `n` bytes. */
export interface PieceBytes {
  readonly bytes: Uint8Array;
  readonly prefixes: Int32Array;
  readonly length: number;
}

/** The rank of the bytes from `start` to `end` of a piece, or `noRank` when they are no token. */
export function rankOf(vocabulary: Vocabulary, { bytes, prefixes }: PieceBytes, start: number, end: number): number {
  const length = end - start;
  if (length > vocabulary.longest) return noRank;
  if (length === 2) return vocabulary.pairs[((bytes[start] ?? 0) << 8) | (bytes[start + 1] ?? 0)] ?? noRank;
  const { slots, hashes, powers } = vocabulary;
  const hash = ((prefixes[end] ?? 0) - Math.imul(prefixes[start] ?? 0, powers[length] ?? 0)) | 0;
  const mask = slots.length - 1;
  for (let slot = slotOf(hash, vocabulary.slotShift); ; slot = (slot + 1) & mask) {
    const rank = slots[slot] ?? noRank;
    if (rank === noRank || (hashes[rank] === hash && isToken(vocabulary, rank, bytes, start, length))) return rank;
  }
}

function isToken({ bytes: tokens, starts }: Vocabulary, rank: number, bytes: Uint8Array, start: number, length: number): boolean {
  const first = starts[rank] ?? 0;
  if ((starts[rank + 1] ?? 0) - first !== length) return false;
  for (let i = 0; i < length; i++) if (tokens[first + i] !== bytes[start + i]) return false;
  return true;
}

// Looking at every pair for each merge is quicker than keeping a heap, as long as there are few pairs.
const longestScanned = 96;
const unmergeable = 0x7fffffff;

/**
 * Counts the tokens of a piece as byte pair encoding makes them: the lowest rank first, the leftmost of equals. Adds to `ends`
 * the byte behind each token, where that is wanted.
 */
export type CountMerged = (piece: PieceBytes, ends?: number[]) => number;

/** A merger that keeps its working memory from piece to piece; its time grows with n log n, n in bytes. */
export function createMerger(vocabulary: Vocabulary): CountMerged {
  const countShort = createScanMerger(vocabulary);
  const countLong = createHeapMerger(vocabulary);
  return (piece, ends) => (piece.length <= longestScanned ? countShort(piece, ends) : countLong(piece, ends));
}

function createScanMerger(vocabulary: Vocabulary): CountMerged {
  // Part i begins at starts[i]; ranks[i] is the rank of parts i and i + 1 together.
  const starts = new Int32Array(longestScanned + 2);
  const ranks = new Int32Array(longestScanned + 2);
  return (piece, wanted) => {
    const rankAt = (part: number): number => {
      const rank = rankOf(vocabulary, piece, starts[part] ?? 0, starts[part + 2] ?? 0);
      return rank === noRank ? unmergeable : rank;
    };
    let parts = piece.length;
    for (let i = 0; i <= parts; i++) starts[i] = i;
    for (let i = 0; i + 1 < parts; i++) ranks[i] = rankAt(i);
    while (parts > 1) {
      let lowest = unmergeable;
      let at = 0;
      for (let i = 0; i + 1 < parts; i++) {
        const rank = ranks[i] ?? unmergeable;
        if (rank < lowest) {
          lowest = rank;
          at = i;
        }
      }
      if (lowest === unmergeable) break;
      for (let i = at + 1; i < parts; i++) {
        starts[i] = starts[i + 1] ?? 0;
        ranks[i] = ranks[i + 1] ?? unmergeable;
      }
      parts--;
      if (at + 1 < parts) ranks[at] = rankAt(at);
      if (at > 0) ranks[at - 1] = rankAt(at - 1);
    }
    if (wanted) for (let i = 1; i <= parts; i++) wanted.push(starts[i] ?? 0);
    return parts;
  };
}

function createHeapMerger(vocabulary: Vocabulary): CountMerged {
  let room = 0;
  let ends = new Int32Array(0);
  let befores = new Int32Array(0);
  let ranks = new Int32Array(0);
  let heap = new Float64Array(0);

  // By the byte that a part begins at: where it ends (which is where the next begins), where the part before it begins, and
  // the rank of it and the next together. The heap's keys order by rank, then position; a key whose rank is no longer that
  // of its position is out of date and passed over.
  return (piece, wanted) => {
    const { length } = piece;
    if (length > room) {
      room = length;
      ends = new Int32Array(room);
      befores = new Int32Array(room);
      ranks = new Int32Array(room);
      heap = new Float64Array(2 * room);
    }
    let size = 0;
    for (let at = 0; at < length; at++) {
      ends[at] = at + 1;
      befores[at] = at - 1;
      const rank = at + 1 < length ? rankOf(vocabulary, piece, at, at + 2) : noRank;
      ranks[at] = rank;
      if (rank !== noRank) heap[size++] = rank * keyStep + at;
    }
    for (let i = (size >> 1) - 1; i >= 0; i--) sink(heap, size, i);

    const rerank = (at: number): void => {
      const middle = ends[at] ?? length;
      const rank = middle < length ? rankOf(vocabulary, piece, at, ends[middle] ?? length) : noRank;
      ranks[at] = rank;
      if (rank !== noRank) rise(heap, size++, rank * keyStep + at);
    };
    let parts = length;
    while (size > 0) {
      const key = heap[0] ?? 0;
      heap[0] = heap[--size] ?? 0;
      sink(heap, size, 0);
      const rank = Math.floor(key / keyStep);
      const at = key - rank * keyStep;
      if (ranks[at] !== rank) continue;
      const merged = ends[at] ?? length;
      const end = ends[merged] ?? length;
      ends[at] = end;
      ranks[merged] = noRank;
      if (end < length) befores[end] = at;
      parts--;
      rerank(at);
      const before = befores[at] ?? noRank;
      if (before !== noRank) rerank(before);
    }
    if (wanted) for (let at = 0; at < length; at = ends[at] ?? length) wanted.push(ends[at] ?? length);
    if (room > longestKept) room = 0;
    return parts;
  };
}

// More than any position; ranks times this stay exact in a double.
const keyStep = 2 ** 32;
// Bytes of a piece beyond which the working memory is given back, some 30 times as much.
const longestKept = 1 << 20;

function sink(heap: Float64Array, size: number, from: number): void {
  const key = heap[from] ?? 0;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    if ((heap[child] ?? 0) >= key) break;
    heap[at] = heap[child] ?? 0;
    at = child;
  }
  heap[at] = key;
}

function rise(heap: Float64Array, from: number, key: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((heap[parent] ?? 0) <= key) break;
    heap[at] = heap[parent] ?? 0;
    at = parent;
  }
  heap[at] = key;
}
