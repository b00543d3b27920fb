import { fenceSpans } from '../fences';
import { isBlankSpan, splitLines } from '../lines';
import type { Span } from '../reading';

/** A part of a text that is kept whole, or that may be cut further where it is too long. */
export interface Unit extends Span {
  /** A block of code is never cut. */
  readonly code: boolean;
}

// Segmenting costs more than the square root of the length would let one hope; a sentence is never this long.
const window = 8192;

/** The paragraphs and code blocks of a text in order; blank space between them belongs to none. */
export function paragraphsOf(text: string): Unit[] {
  const lines = splitLines(text);
  const fences = fenceSpans(text, lines);
  const units: Unit[] = [];
  let open: { start: number; end: number; code: boolean } | undefined;
  let next = 0;
  const finish = () => {
    if (open !== undefined) units.push(open);
    open = undefined;
  };
  for (const [index, line] of lines.entries()) {
    while ((fences[next]?.end ?? Number.POSITIVE_INFINITY) <= line.start) next++;
    const fence = fences[next];
    // The inside of a fence begins on the line below the one that opens it.
    const opens = fence !== undefined && fence.start === lines[index + 1]?.start;
    const inside = fence !== undefined && fence.start <= line.start;
    if (opens) {
      finish();
      open = { start: line.start, end: line.end, code: true };
    } else if (inside && open !== undefined) {
      open.end = line.end;
      if (fence.end <= line.end) finish();
    } else if (isBlankSpan(text, line)) finish();
    else if (open === undefined) open = { start: line.start, end: line.end, code: false };
    else open.end = line.end;
  }
  finish();
  return units;
}

/** The sentences of a part in any language; a run without a sentence's end is cut between words. Time grows with the part. */
export function sentencesOf(text: string, part: Span): Unit[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  const units: Unit[] = [];
  for (let from = part.start; from < part.end; ) {
    const to = Math.min(part.end, from + window);
    const segments = [...segmenter.segment(text.slice(from, to))];
    // The last sentence of a window may go on behind it.
    const whole = to < part.end && segments.length > 1 ? segments.slice(0, -1) : segments;
    for (const { index, segment } of whole) units.push({ start: from + index, end: from + index + segment.length, code: false });
    const last = units.at(-1);
    if (to < part.end && segments.length === 1 && last !== undefined) units[units.length - 1] = { ...last, end: wordEnd(text, from, to) };
    from = units.at(-1)?.end ?? part.end;
  }
  return units;
}

/** Cuts a part in two between words near its middle. */
export function halvesOf(text: string, part: Span): readonly Unit[] {
  const middle = wordEnd(text, part.start, part.start + ((part.end - part.start) >> 1));
  if (middle <= part.start || middle >= part.end) return [{ ...part, code: true }];
  return [
    { start: part.start, end: middle, code: false },
    { start: middle, end: part.end, code: false },
  ];
}

// The end of the last word that ends before `to`, or `to` itself, but never within a character.
function wordEnd(text: string, from: number, to: number): number {
  for (let at = to; at > from && at > to - 200; at--) if (/\s/.test(text.charAt(at - 1))) return at;
  const unit = text.charCodeAt(to);
  return unit >= 0xdc00 && unit <= 0xdfff ? to - 1 : to;
}
