import { fenceSpans } from './fences';
import { isBlankSpan, skipSpace, splitLines } from './lines';
import type { Span } from './reading';

// A segmenter is slow on megabytes; a sentence ends somewhere near.
const nearby = 4000;

/**
 * The offset nearest to `wish` at which the text may be cut in two parts that both say something: where a paragraph
 * begins, else where a sentence does, never inside a code fence. Undefined when there is no such place.
 */
export function cutNear(text: string, wish: number): number | undefined {
  const lines = splitLines(text);
  const fences = fenceSpans(text, lines);
  const allowed = (offset: number) => !fences.some((fence) => fence.start <= offset && offset <= fence.end) && splitsInTwo(text, offset);
  return nearest(paragraphStarts(text, lines, fences), wish, allowed) ?? nearest(sentenceStarts(text, wish), wish, allowed);
}

function nearest(offsets: readonly number[], wish: number, allowed: (offset: number) => boolean): number | undefined {
  return offsets.toSorted((a, b) => Math.abs(a - wish) - Math.abs(b - wish)).find(allowed);
}

function paragraphStarts(text: string, lines: readonly Span[], fences: readonly Span[]): number[] {
  const starts: number[] = [];
  let blank = false;
  let fence = 0;
  for (const line of lines) {
    const isBlank = isBlankSpan(text, line);
    while ((fences[fence]?.end ?? Number.POSITIVE_INFINITY) < line.start) fence++;
    if (blank && !isBlank && !((fences[fence]?.start ?? Number.POSITIVE_INFINITY) <= line.start)) starts.push(line.start);
    blank = isBlank;
  }
  return starts;
}

function sentenceStarts(text: string, wish: number): number[] {
  const from = Math.max(0, wish - nearby);
  const segments = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text.slice(from, wish + nearby));
  // The first segment of a piece that was cut out may be the second half of a sentence.
  return [...segments].map(({ index }) => from + index).filter((offset) => offset > from);
}

function splitsInTwo(text: string, offset: number): boolean {
  const start = skipSpace(text, offset, text.length);
  return !isBlankSpan(text, { start: 0, end: offset }) && !isBlankSpan(text, { start, end: text.length });
}
