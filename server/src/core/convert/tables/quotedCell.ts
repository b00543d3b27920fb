import type { Span } from '../reading';
import type { Cell } from './table';

/** The cell that stands between quotation marks: within it a mark is doubled. */
export function quotedCell(text: string, span: Span): Cell {
  const content = text.slice(span.start, span.end);
  const marks: Span[] = [];
  for (let at = content.indexOf('""'); at !== -1; at = content.indexOf('""', at + 2))
    marks.push({ start: span.start + at, end: span.start + at + 1 });
  return { content: content.replaceAll('""', '"').replace(/\r\n?/g, '\n'), span, marks };
}
