import { applyEdits, format } from 'jsonc-parser';
import type { PreviewText } from '../shared/previewView';

// What is read at a glance; more is drawn when it is asked for.
const shownLength = 20_000;

/** A text for the preview, cut unless it is wanted whole, and never within a character. */
export function previewText(text: string, whole: boolean): PreviewText {
  const { length } = text;
  if (whole || length <= shownLength) return { text, length };
  return { text: text.slice(0, wholeCharacter(text, shownLength)), length };
}

// Enough to see where a text is cut.
const shownAround = 4_000;

/** A text on both sides of an offset; far from it only what is wanted whole. */
export function textAround(
  text: string,
  at: number,
  whole: boolean,
): { readonly before: string; readonly after: string; readonly skippedBefore: number; readonly skippedAfter: number } {
  const all = whole || text.length <= shownLength;
  const start = all ? 0 : wholeCharacter(text, Math.max(0, at - shownAround));
  const end = all ? text.length : wholeCharacter(text, Math.min(text.length, at + shownAround));
  return { before: text.slice(start, at), after: text.slice(at, end), skippedBefore: start, skippedAfter: text.length - end };
}

/** The nearest offset before that is not within a character. */
function wholeCharacter(text: string, at: number): number {
  const last = text.charCodeAt(at - 1);
  return last >= 0xd800 && last < 0xdc00 ? at - 1 : at;
}

/** JSON on many lines to read: numbers keep their spelling, escaped letters become letters. */
export function prettyJson(json: string): string {
  const lines = applyEdits(json, format(json, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
  return lines.replace(/\\\\|\\u([0-9a-f]{4})/gi, (spelled, code: string | undefined) => {
    const unit = code === undefined ? 0 : Number.parseInt(code, 16);
    return unit >= 0xa0 ? String.fromCharCode(unit) : spelled;
  });
}
