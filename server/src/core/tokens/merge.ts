import { createLongMerger } from './mergeLong';
import { createShortMerger, longestShort } from './mergeShort';
import type { Utf8 } from './utf8';
import type { Vocabulary } from './vocabulary';

/**
 * Counts the tokens of a piece, a text's bytes from `start` to `end`, as byte pair encoding makes them: the lowest rank first, the
 * leftmost of equals. Adds to `ends` the byte of the text behind each token, where that is wanted.
 */
export type Merge = (text: Utf8, start: number, end: number, ends?: number[]) => number;

/** A merger that keeps its working memory from piece to piece; its time grows with a piece's length, with n log n in contrived ones. */
export function createMerger(vocabulary: Vocabulary): Merge {
  const mergeShort = createShortMerger(vocabulary);
  const mergeLong = createLongMerger(vocabulary);
  return (text, start, end, ends) => (end - start <= longestShort ? mergeShort(text, start, end, ends) : mergeLong(text, start, end, ends));
}
