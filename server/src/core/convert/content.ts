import { isBlankSpan, skipSpace, trimSpan } from './lines';
import type { Span } from './reading';

/** The words of a message: the parts joined by line breaks, without blank ends; empty when nothing in them can be seen. */
export function contentOf(text: string, parts: readonly Span[]): string {
  const pieces = parts.map((part) => pieceOf(text, part));
  const content = pieces
    .join('\n')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '');
  return trimEnd(content);
}

/** From the first to the last character of the parts that can be seen, or undefined when none can. */
export function extentOf(text: string, parts: readonly Span[]): Span | undefined {
  const seen = parts.filter((part) => !isBlankSpan(text, part));
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { start: trimSpan(text, first).start, end: trimSpan(text, last).end };
}

function pieceOf(text: string, part: Span): string {
  const start = skipSpace(text, part.start, part.end);
  const passed = text.slice(part.start, start);
  const lineStart = part.start + Math.max(passed.lastIndexOf('\n'), passed.lastIndexOf('\r')) + 1;
  // Behind a label on the same line, the space before the first word belongs to the label.
  if (lineStart === part.start && !/[\n\r]/.test(text.charAt(part.start - 1))) return text.slice(start, part.end);
  return outdented(text.slice(lineStart, part.end));
}

// Messages written under their label are often indented as a whole; code in them must keep its shape.
function outdented(block: string): string {
  let common: string | undefined;
  for (const line of block.split(/\r\n?|\n/)) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (indent.length === line.length) continue;
    common = common === undefined || indent.length < common.length ? indent : common;
    if (common === '') return block;
  }
  const width = common?.length ?? 0;
  return block.replace(/(^|\r\n?|\n)[ \t]+/g, (indent, lineBreak: string) => lineBreak + indent.slice(lineBreak.length + width));
}

// A search for white space at the end by expression is quadratic where there is much white space inside.
function trimEnd(content: string): string {
  const { start, end } = trimSpan(content, { start: 0, end: content.length });
  return isBlankSpan(content, { start, end }) ? '' : content.slice(0, end);
}

/** A part as it stands, code and lists intact: line breaks become `\n`, blank lines before it and blanks behind it go. */
export function verbatim(text: string, part: Span): string {
  const content = text.slice(part.start, part.end).replace(/\r\n?/g, '\n');
  const start = skipSpace(content, 0, content.length);
  return trimEnd(content.slice(content.lastIndexOf('\n', start - 1) + 1));
}

/** The text with U+FFFD in place of halves of characters, which cannot be written as UTF-8; offsets stay. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
