import { endOfOpenString, endOfString } from './brackets';
import { shortestCut } from './contracted';
import type { SpanEdit } from './edits';
import { longestEscape, unitsOfBody } from './escapes';

/**
 * What a text comes to after a change, without what stands in its long strings: it is JSON exactly where the whole is, and of the
 * same structure. Undefined where what stands in a long string is none. Nothing long is copied, which for a line of megabytes
 * costs more than reading it.
 */
export function changedStructure(text: string, { start, end, text: inserted }: SpanEdit, longest = shortestCut): string | undefined {
  const from = calmBefore(text, start);
  const to = calmAfter(text, end);
  const pieces: string[] = [];
  let isOpen = false;
  for (const piece of [text.slice(0, from), text.slice(from, start) + inserted + text.slice(end, to), text.slice(to)]) {
    const goesOn = shorten(piece, isOpen, longest, pieces);
    if (goesOn === undefined) return undefined;
    isOpen = goesOn;
  }
  return pieces.join('');
}

/** Adds a piece without its long strings; gives whether it ends within one, and undefined where one is not as JSON has them. */
function shorten(piece: string, isOpen: boolean, longest: number, into: string[]): boolean | undefined {
  let copied = 0;
  let start = 0;
  let goesOn = isOpen;
  for (;;) {
    if (!goesOn) {
      start = piece.indexOf('"', start) + 1;
      if (start === 0) break;
    }
    const end = start === 0 ? endOfOpenString(piece) : endOfString(piece, start - 1);
    if (end - start > longest) {
      if (unitsOfBody(piece.slice(start, end)) === undefined) return undefined;
      into.push(piece.slice(copied, start));
      copied = end;
    }
    goesOn = end === piece.length;
    if (goesOn) break;
    start = end + 1;
  }
  into.push(piece.slice(copied));
  return goesOn;
}

/** The last offset up to `at` that surely lies in no escape. */
function calmBefore(text: string, at: number): number {
  for (let calm = at; ; ) {
    const from = Math.max(0, calm - longestEscape);
    const slash = text.slice(from, calm).lastIndexOf('\\');
    if (slash === -1) return calm;
    calm = from + slash;
  }
}

/** The first offset that surely lies in no escape, whatever is put in before `at`. */
function calmAfter(text: string, at: number): number {
  for (let calm = at; ; ) {
    const slash = text.slice(calm, calm + longestEscape).lastIndexOf('\\');
    if (slash === -1) return Math.min(text.length, calm + longestEscape);
    calm += slash + 1;
  }
}
