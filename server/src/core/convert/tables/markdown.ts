import type { Table as MarkdownTable } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { fenceSpans, insideOf } from '../fences';
import { isBlankSpan, splitLines, trimSpan } from '../lines';
import type { Note, Span } from '../reading';
import type { Cell, Row, Table, Tables } from './table';

const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
// A row is short; a longer line is not looked at for being the one below a header.
const longestDelimiters = 2000;
const lineBreak = /<br\s*\/?>/gi;

/** The Markdown tables of a text; what stands around them is said. Time grows with the text. */
export function readMarkdownTables(text: string): Tables {
  const lines = splitLines(text);
  const inside = insideOf(fenceSpans(text, lines));
  const hidden = lines.map(({ start }) => inside(start));
  const tables: Table[] = [];
  const notes: Note[] = [];
  const markup: Span[] = [];
  let around = 0;
  for (let index = 1; index < lines.length; index++) {
    const [header, marks] = [lines[index - 1], lines[index]];
    if (header === undefined || marks === undefined || hidden[index] || !isHeader(text, header, marks)) continue;
    let last = index;
    while (last + 1 < lines.length && isRow(text, lines[last + 1])) last++;
    const rows = rowsOf(text, header, marks, lines.slice(index + 1, last + 1), notes);
    if (rows === undefined) continue;
    aroundTable(text, { start: around, end: header.start }, notes);
    markup.push(marks);
    tables.push({ form: 'a Markdown table', rows, headed: true });
    around = lines[last]?.end ?? text.length;
    index = last;
  }
  if (tables.length > 0) aroundTable(text, { start: around, end: text.length }, notes);
  return { tables, notes, markup };
}

function aroundTable(text: string, span: Span, notes: Note[]): void {
  if (!isBlankSpan(text, span))
    notes.push({ message: 'This text stands outside of the table and is left out.', span: trimSpan(text, span) });
}

function isHeader(text: string, header: Span, marks: Span): boolean {
  if (marks.end - marks.start > longestDelimiters || header.end - header.start > longestDelimiters) return false;
  const below = text.slice(marks.start, marks.end);
  return below.includes('|') && delimiterRow.test(below) && text.slice(header.start, header.end).includes('|');
}

function isRow(text: string, line: Span | undefined): boolean {
  if (line === undefined || isBlankSpan(text, line)) return false;
  return text.slice(line.start, line.end).includes('|');
}

function rowsOf(text: string, header: Span, marks: Span, lines: readonly Span[], notes: Note[]): readonly Row[] | undefined {
  // The parser decides whether this is a table and where cells end.
  const head = parsed(text, header, marks, undefined);
  if (head === undefined) return undefined;
  const rows = [head];
  for (const line of lines) {
    const row = rowOf(text, header, marks, line);
    if (row !== undefined) rows.push(row);
    else notes.push({ message: 'This line begins something else than a row of the table and is left out.', span: line });
  }
  return rows;
}

// Without a backslash every bar ends a cell, and no parser is needed to see them.
function rowOf(text: string, header: Span, marks: Span, line: Span): Row | undefined {
  const source = text.slice(line.start, line.end);
  if (source.includes('\\')) return parsed(text, header, marks, line);
  const cells: Cell[] = [];
  const row = trimSpan(text, line);
  let start = text.charAt(row.start) === '|' ? row.start + 1 : row.start;
  while (start < row.end) {
    const bar = text.indexOf('|', start);
    const end = bar === -1 || bar > row.end ? row.end : bar;
    cells.push(cellOf(text, { start, end }));
    start = end + 1;
  }
  return { cells, span: line };
}

function parsed(text: string, header: Span, marks: Span, line: Span | undefined): Row | undefined {
  const above = `${text.slice(header.start, header.end)}\n${text.slice(marks.start, marks.end)}\n`;
  const source = line === undefined ? above : above + text.slice(line.start, line.end);
  const table = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children.find(
    (node): node is MarkdownTable => node.type === 'table',
  );
  const row = table?.children[line === undefined ? 0 : 1];
  if (row === undefined) return undefined;
  const shift = line === undefined ? header.start : line.start - above.length;
  const cells = row.children.map(({ position }) => {
    const start = (position?.start.offset ?? 0) + shift;
    const end = (position?.end.offset ?? 0) + shift;
    // The parser counts the bars to the cells.
    const closed = end > start + 1 && text.charAt(end - 1) === '|' && text.charAt(end - 2) !== '\\';
    return cellOf(text, { start: text.charAt(start) === '|' ? start + 1 : start, end: closed ? end - 1 : end });
  });
  return { cells, span: line ?? header };
}

function cellOf(text: string, around: Span): Cell {
  const span = trimSpan(text, around);
  const source = text.slice(span.start, span.end);
  const marks: Span[] = [];
  for (const { index } of source.matchAll(/\\\|/g)) marks.push({ start: span.start + index, end: span.start + index + 1 });
  for (const { index, 0: tag } of source.matchAll(lineBreak))
    marks.push({ start: span.start + index, end: span.start + index + tag.length });
  return { content: source.replaceAll('\\|', '|').replace(lineBreak, '\n'), span, marks };
}
