import { applyEdits, format } from 'jsonc-parser';
import type { PreviewText } from '../shared/previewView';

// What is read at a glance; more is drawn when it is asked for.
const shownLength = 20_000;

/** A text for the preview, cut unless it is wanted whole, and never within a character. */
export function previewText(text: string, whole: boolean): PreviewText {
  const { length } = text;
  if (whole || length <= shownLength) return { text, length };
  const last = text.charCodeAt(shownLength - 1);
  const end = last >= 0xd800 && last < 0xdc00 ? shownLength - 1 : shownLength;
  return { text: text.slice(0, end), length };
}

/** JSON on many lines to read: numbers keep their spelling, escaped letters become letters. */
export function prettyJson(json: string): string {
  const lines = applyEdits(json, format(json, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
  return lines.replace(/\\\\|\\u([0-9a-f]{4})/gi, (spelled, code: string | undefined) => {
    const unit = code === undefined ? 0 : Number.parseInt(code, 16);
    return unit >= 0xa0 ? String.fromCharCode(unit) : spelled;
  });
}
