import { notThere } from './byteTable';
import type { Merge } from './merging';
import { rankOf, type Vocabulary } from './vocabulary';

// Bytes that are merged at once: what that needs stays in the processor's cache.
const usualWindow = 1 << 13;
const nowhere = -1;

/**
 * Merges long pieces a window at a time. Tokens are those of byte pair encoding exactly when any two neighbours are those of the
 * bytes of both: merges within a token know nothing of others, so that the first one across a border would be made there as well. Hence
 * where two windows overlap and give the same next token after a border, what is left and right of it may be put together.
 */
export function createLongMerger(vocabulary: Vocabulary, window = usualWindow): Merge {
  const merge = createHeapMerger(vocabulary);
  // Two tokens at least, so that a window has a border and a token behind it.
  const overlap = 2 * vocabulary.longest;
  return (text, start, end, ends) => {
    const cuts: number[] = [];
    let tokens = 0;
    const before = ends?.length ?? 0;
    for (let at = start, next = 0; at < end; ) {
      const windowEnd = at + window < end ? at + window : end;
      cuts.length = 0;
      merge(text, at, windowEnd, cuts);
      // The border that the window before has drawn does not hold: in contrived texts what follows may change all before.
      if (at > start && cuts[0] !== next) {
        if (ends) ends.length = before;
        return merge(text, start, end, ends);
      }
      let kept = cuts.length;
      if (windowEnd < end) while (kept > 1 && (cuts[kept - 1] ?? 0) > windowEnd - overlap) kept--;
      if (ends) for (let i = 0; i < kept; i++) ends.push(cuts[i] ?? 0);
      tokens += kept;
      at = cuts[kept - 1] ?? end;
      next = cuts[kept] ?? nowhere;
    }
    return tokens;
  };
}

function createHeapMerger(vocabulary: Vocabulary): Merge {
  let room = 0;
  let nexts = new Int32Array(0);
  let befores = new Int32Array(0);
  let ranks = new Int32Array(0);
  let heap = new Float64Array(0);

  // By the byte that a part begins at, counted from the piece's first: where it ends (which is where the next begins), where the part
  // before it begins, and the rank of it and the next together. The heap's keys order by rank, then position; a key whose rank is no
  // longer that of its position is out of date and passed over.
  return (text, start, end, ends) => {
    const length = end - start;
    if (length > room) {
      room = length;
      nexts = new Int32Array(room);
      befores = new Int32Array(room);
      ranks = new Int32Array(room);
      heap = new Float64Array(2 * room);
    }
    let size = 0;
    for (let at = 0; at < length; at++) {
      nexts[at] = at + 1;
      befores[at] = at - 1;
      const rank = at + 1 < length ? rankOf(vocabulary, text, start + at, start + at + 2) : notThere;
      ranks[at] = rank;
      if (rank !== notThere) heap[size++] = rank * keyStep + at;
    }
    for (let i = (size >> 1) - 1; i >= 0; i--) sink(heap, size, i);

    const rerank = (at: number): void => {
      const middle = nexts[at] ?? length;
      const rank = middle < length ? rankOf(vocabulary, text, start + at, start + (nexts[middle] ?? length)) : notThere;
      ranks[at] = rank;
      if (rank !== notThere) rise(heap, size++, rank * keyStep + at);
    };
    let parts = length;
    while (size > 0) {
      const key = heap[0] ?? 0;
      heap[0] = heap[--size] ?? 0;
      sink(heap, size, 0);
      const rank = Math.floor(key / keyStep);
      const at = key - rank * keyStep;
      if (ranks[at] !== rank) continue;
      const merged = nexts[at] ?? length;
      const next = nexts[merged] ?? length;
      nexts[at] = next;
      ranks[merged] = notThere;
      if (next < length) befores[next] = at;
      parts--;
      rerank(at);
      const before = befores[at] ?? nowhere;
      if (before !== nowhere) rerank(before);
    }
    if (ends) {
      for (let at = 0; at < length; ) {
        at = nexts[at] ?? length;
        ends.push(start + at);
      }
    }
    if (room > longestKept) room = 0;
    return parts;
  };
}

// Bytes of a piece beyond which the working memory is given back, some 30 times as much.
const longestKept = 1 << 20;
// More than any position; ranks times this stay exact in a double.
const keyStep = 2 ** 32;

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
