import type { Span } from './reading';

/** The lines of a text without their breaks (`\n`, `\r\n` or `\r`); the text after the last break is a line, even when it is empty. */
export function splitLines(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 10 && unit !== 13) continue;
    lines.push({ start, end: at });
    if (unit === 13 && text.charCodeAt(at + 1) === 10) at++;
    start = at + 1;
  }
  lines.push({ start, end: text.length });
  return lines;
}

// Control and format characters count as blank: a message of nothing but marks of direction or NULs says nothing.
const visible = /[^\s\p{Cc}\p{Cf}]/u;

/** Tells whether nothing in the text can be seen. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** Tells whether nothing in this part of the text can be seen. */
export function isBlankSpan(text: string, span: Span): boolean {
  return isBlank(text.slice(span.start, span.end));
}

/** The first offset from `start` on, at most `end`, that holds no white space. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The part without white space at its two ends; empty at its start when there is nothing else. */
export function trimSpan(text: string, span: Span): Span {
  const start = skipSpace(text, span.start, span.end);
  let end = span.end;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === end ? { start: span.start, end: span.start } : { start, end };
}

/** The index of the line that holds the offset, or of the one whose break does. */
export function lineAt(lines: readonly Span[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const spaces = /\s/;

function isSpace(unit: number): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13);
  return spaces.test(String.fromCharCode(unit));
}
