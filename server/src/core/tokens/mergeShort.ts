import { notThere } from './byteTable';
import type { Merge } from './merging';
import { rankOf, type Vocabulary } from './vocabulary';

/** Bytes of the longest piece that a short merger takes. */
export const longestShort = 64;
const positionBits = 6;
const positionMask = (1 << positionBits) - 1;

/** A merger that looks at every pair for each merge, which is quicker than keeping a heap as long as there are few pairs. */
export function createShortMerger(vocabulary: Vocabulary): Merge {
  // By the byte that a part begins at, counted from the piece's first: where the next part and the one before it begin, and the rank of
  // it and the next together, followed by the position; `notThere` where there is no such token or no part any more.
  const nexts = new Int32Array(longestShort + 1);
  const befores = new Int32Array(longestShort + 1);
  const keys = new Int32Array(longestShort + 1);
  const { pairs } = vocabulary;
  return (text, start, end, ends) => {
    const { view } = text;
    const length = end - start;
    const last = length - 1;
    for (let at = 0; at < last; at++) {
      nexts[at] = at + 1;
      befores[at] = at - 1;
      keys[at] = keyOf(pairs[view.getUint16(start + at, true)] ?? notThere, at);
    }
    nexts[last] = length;
    befores[last] = last - 1;
    let parts = length;
    for (;;) {
      // Without a branch, because no processor can foretell it.
      let lowest = notThere;
      for (let at = 0; at < last; at++) {
        const less = (keys[at] ?? notThere) - lowest;
        lowest += less & (less >> 31);
      }
      if (lowest === notThere) break;
      parts--;
      const at = lowest & positionMask;
      const merged = nexts[at] ?? length;
      const next = nexts[merged] ?? length;
      nexts[at] = next;
      befores[next] = at;
      keys[merged] = notThere;
      keys[at] = next < length ? keyOf(rankOf(vocabulary, text, start + at, start + (nexts[next] ?? length)), at) : notThere;
      const before = befores[at] ?? -1;
      if (before >= 0) keys[before] = keyOf(rankOf(vocabulary, text, start + before, start + next), before);
    }
    if (ends)
      for (let at = nexts[0] ?? length; ; at = nexts[at] ?? length) {
        ends.push(start + at);
        if (at === length) break;
      }
    return parts;
  };
}

function keyOf(rank: number, at: number): number {
  return rank === notThere ? notThere : (rank << positionBits) | at;
}
