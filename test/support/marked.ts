import type { Position, TextEdit } from 'vscode-languageserver-types';

// Not a vertical bar, for training data is full of `<|im_start|>`.
const mark = '█';

/** A text with the cursor mark taken out, and where the mark stood. */
export interface MarkedText {
  readonly text: string;
  readonly position: Position;
  /** UTF-16 offset in the whole text. */
  readonly offset: number;
}

/** Takes the cursor mark out of a text. */
export function marked(text: string): MarkedText {
  const offset = text.indexOf(mark);
  if (offset === -1) throw new Error(`no ${mark} in ${text}`);
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return {
    text: before + text.slice(offset + mark.length),
    offset,
    position: { line, character: offset - (before.lastIndexOf('\n') + 1) },
  };
}

/** The text after edits that were all made against it. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offsetOf = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)), text);
}
