import { createLongMerger } from './mergeLong';
import { createShortMerger, longestShort } from './mergeShort';
import type { Merge } from './merging';
import type { Vocabulary } from './vocabulary';

/** A merger that keeps its working memory from piece to piece; its time grows with a piece's length, with n log n in contrived ones. */
export function createMerger(vocabulary: Vocabulary): Merge {
  const mergeShort = createShortMerger(vocabulary);
  const mergeLong = createLongMerger(vocabulary);
  return (text, start, end, ends) => (end - start <= longestShort ? mergeShort(text, start, end, ends) : mergeLong(text, start, end, ends));
}
