import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Span } from './reading';

/** A line that stands above the text below it: a heading, or words in bold at its start. */
export interface Title {
  readonly kind: 'heading' | 'bold';
  /** From 1 to 6 for headings, 7 for bold. */
  readonly depth: number;
  /** The words, without marks and number: UTF-16 offsets in the text. */
  readonly words: Span;
  /** Where the text below or behind begins: behind the marks, or behind the underline. */
  readonly end: number;
  /** Nothing else stands on the line. */
  readonly alone: boolean;
}

// A title is short; a longer line is not parsed, so that no text can make the parser slow.
const longestTitle = 500;
// A line that begins with hashes is a heading whatever its words are. The parser, which costs a hundred times as much, is for
// lines in bold and for underlined ones that may be something else.
const hashed = /^ {0,3}(#{1,6})[ \t]+(?=[^\s#]|#+[^\s#])/;
const closing = /[ \t]+#+$/;
const onlyBold = /^(\*\*|__)(?=\S)(?:(?!\1).)+\1$/u;
const plainUnderlined = /^ {0,3}(?=\p{L}[\p{L}\p{N} ,.:;?？！。'’()/+-]*$)/u;
const number = /^(?:[qQ]?\d{1,4}(?:\.\d{1,3})*[.):]|[qQ]\d{1,4}|[qQ][.):]|\(\d{1,4}\))\s+/;

/** Reads a line, with the one after it as its possible underline, as a Markdown title; undefined when it is none. */
export function readTitle(text: string, line: Span, next: Span | undefined): Title | undefined {
  if (line.end - line.start > longestTitle) return undefined;
  const source = text.slice(line.start, line.end);
  const underlined =
    next !== undefined && next.end - next.start <= longestTitle && /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(text.slice(next.start, next.end));
  const marked = /^ {0,3}(?:#{1,6}[ \t]|\*\*|__)/.test(source);
  if (!marked && !(underlined && /^ {0,3}[^\s>#*+-]/.test(source))) return undefined;
  const end = underlined && !source.trimStart().startsWith('#') ? next.end : line.end;
  // The parser takes a byte order mark away and counts on without it.
  const start = line.start + (source.startsWith('\uFEFF') ? 1 : 0);
  const simple = simpleTitle(text, { start, end: line.end }, end === line.end ? undefined : next);
  if (simple !== undefined) return simple;
  const block = fromMarkdown(text.slice(start, end)).children[0];
  if (block === undefined) return undefined;
  if (block.type === 'heading') {
    const bold = block.children.length === 1 && block.children[0]?.type === 'strong' ? block.children[0].children : block.children;
    return titleOf(text, start, bold, { kind: 'heading', depth: block.depth, end, alone: true });
  }
  const strong = block.type === 'paragraph' ? block.children[0] : undefined;
  if (block.type !== 'paragraph' || strong?.type !== 'strong') return undefined;
  const behind = start + (strong.position?.end.offset ?? 0);
  return titleOf(text, start, strong.children, { kind: 'bold', depth: 7, end: behind, alone: text.slice(behind, line.end).trim() === '' });
}

function simpleTitle(text: string, line: Span, underline: Span | undefined): Title | undefined {
  const source = text.slice(line.start, line.end).trimEnd();
  const match = (underline === undefined ? hashed : plainUnderlined).exec(source);
  if (match === null) return undefined;
  const depth = underline === undefined ? (match[1]?.length ?? 1) : text.slice(underline.start, underline.end).includes('=') ? 1 : 2;
  const whole = source.slice(match[0].length);
  const words = underline === undefined ? whole.replace(closing, '') : whole;
  const bold = onlyBold.test(words) ? 2 : 0;
  const from = line.start + match[0].length + bold;
  const skipped = number.exec(words.slice(bold))?.[0].length ?? 0;
  const end = from + words.length - 2 * bold;
  return { kind: 'heading', depth, words: { start: from + skipped, end }, end: underline?.end ?? line.end, alone: true };
}

/** What a syntax tree says of a node's place, relative to the parsed piece. */
interface Placed {
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

function titleOf(text: string, start: number, children: readonly Placed[], rest: Omit<Title, 'words'>): Title | undefined {
  const from = children[0]?.position?.start.offset;
  const to = children.at(-1)?.position?.end.offset;
  if (from === undefined || to === undefined) return undefined;
  const words = text.slice(start + from, start + to);
  const skipped = number.exec(words)?.[0].length ?? 0;
  return { ...rest, words: { start: start + from + skipped, end: start + to } };
}
