import { isBlankSpan, splitLines, trimSpan } from '../lines';
import type { Span } from '../reading';
import { quotedCell } from './quotedCell';
import type { Cell, Row } from './table';

/**
 * Reads each line of a part of a text as a row of its own, for tables whose quotation marks cannot be trusted; one at the start or
 * the end of a cell is no part of what the cell says. Blank lines are no rows.
 */
export function lineRows(text: string, part: Span, sign: string): readonly Row[] {
  const rows: Row[] = [];
  for (const { start, end } of splitLines(text.slice(part.start, part.end))) {
    const line = { start: part.start + start, end: part.start + end };
    if (isBlankSpan(text, line)) continue;
    const cells: Cell[] = [];
    let at = line.start;
    for (const piece of text.slice(line.start, line.end).split(sign)) {
      cells.push(cellOf(text, { start: at, end: at + piece.length }));
      at += piece.length + sign.length;
    }
    rows.push({ cells, span: line });
  }
  return rows;
}

function cellOf(text: string, whole: Span): Cell {
  const { start, end } = trimSpan(text, whole);
  const opened = text.charAt(start) === '"' && start < end ? start + 1 : start;
  const span = { start: opened, end: end - 1 > opened && text.charAt(end - 1) === '"' ? end - 1 : end };
  return opened > start && span.end < end ? quotedCell(text, span) : { content: text.slice(span.start, span.end), span, marks: [] };
}
