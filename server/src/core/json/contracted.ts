import { lastUpTo } from './ascending';
import { endOfString } from './brackets';
import { endOfEscape, unitsOfBody } from './escapes';

/** A text without what stands in its long strings, so that its structure can be read without the cost of their length. */
export interface Contracted {
  readonly text: string;
  /** Where an offset in the contracted text lies in the whole one. */
  readonly original: (offset: number) => number;
  /** Whether the string that begins at an offset in the contracted text was cut. */
  readonly isCut: (offset: number) => boolean;
}

/** What stands in shorter strings, in UTF-16 units, costs less to read than to cut. */
export const shortestCut = 1000;

interface Cut {
  /** In the contracted text: the opening quote. */
  readonly open: number;
  /** In the contracted text: where something was taken out. */
  readonly at: number;
  /** UTF-16 units taken out here and before. */
  readonly removed: number;
}

/**
 * Cuts what stands in strings of more than `longest` UTF-16 units out of a line, JSON or not: strings begin and end where
 * `jsonc-parser` takes them to. So many characters of their spelling as `kept` says stay, unless there is a fault among them.
 */
export function contracted(text: string, longest = shortestCut, kept = 0): Contracted {
  const cuts: Cut[] = [];
  const pieces: string[] = [];
  let copied = 0;
  let removed = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2f) {
      at = endOfComment(text, at);
      continue;
    }
    if (code !== 0x22) continue;
    const start = at + 1;
    at = endOfString(text, at);
    if (at - start <= longest) continue;
    const from = Math.min(at, beginningEnd(text, start, kept));
    pieces.push(text.slice(copied, from));
    cuts.push({ open: start - 1 - removed, at: from - removed, removed: removed + at - from });
    removed += at - from;
    copied = at;
  }
  const places = cuts.map(({ at }) => at);
  if (cuts.length === 0) return { text, original: (offset) => offset, isCut: () => false };
  pieces.push(text.slice(copied));
  return {
    text: pieces.join(''),
    original: (offset) => offset + (cuts[lastUpTo(places, offset)]?.removed ?? 0),
    isCut: (offset) => cuts[lastUpTo(places, offset) + 1]?.open === offset,
  };
}

/** Where the first `kept` characters between quotes end, the last escape included; the start itself where there is a fault among them. */
function beginningEnd(text: string, start: number, kept: number): number {
  let end = start;
  while (end < start + kept) end = text[end] === '\\' ? Math.max(end + 1, endOfEscape(text, end)) : end + 1;
  return unitsOfBody(text.slice(start, end)) === undefined ? start : end;
}

/** The offset of the last character of the comment that begins at `start`; `start` itself where none does. */
function endOfComment(text: string, start: number): number {
  if (text[start + 1] === '/') return text.length;
  if (text[start + 1] !== '*') return start;
  const close = text.indexOf('*/', start + 2);
  return close === -1 ? text.length : close + 1;
}
