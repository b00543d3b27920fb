import { parse } from 'csv-parse/sync';
import { wellFormed } from '../content';
import { isBlankSpan } from '../lines';
import type { Note } from '../reading';
import { sampleOf } from '../sample';
import { lineRows } from './lineRows';
import { quotedCell } from './quotedCell';
import type { Cell, Row, Tables } from './table';

const delimiters: readonly (readonly [sign: string, name: string])[] = [
  ['\t', 'tabs'],
  [',', 'commas'],
  [';', 'semicolons'],
  ['|', 'bars'],
];
// UTF-16 units that are parsed at once: each row that cannot be read costs another parse of them.
const window = 1 << 16;
const mostRepairs = 100;
const judgedRows = 100;

/** How the start of a text looks as a table with one sign between the cells. */
export interface Delimiter {
  readonly sign: string;
  readonly name: string;
  /** The share of rows that have the usual number of cells, from 0 to 1. */
  readonly even: number;
  readonly columns: number;
  readonly rows: number;
  /** Whether quotation marks hold cells together; where they do not, each line is a row. */
  readonly quoted: boolean;
}

/** The sign between cells that makes the most even table of the text's start; undefined where none makes two columns. */
export function delimiterOf(text: string): Delimiter | undefined {
  const sample = wellFormed(sampleOf(text));
  const quoted = mostEven(sample, true);
  if (!sample.includes('"')) return quoted;
  const plain = mostEven(sample, false);
  if (quoted === undefined || plain === undefined) return quoted ?? plain;
  // Marks that are not closed may make even rows of several lines each, but not ones that are found again in the text.
  const start = sample.slice(0, judgedForQuotes);
  // Commas within good marks would make more columns.
  const alike = plain.even >= wellFormedShare && (plain.columns === quoted.columns || quoted.even < usable);
  return alike && rowsIn(start, plain) > rowsIn(start, quoted) ? plain : quoted;
}

/** A table is no table where less than half of its rows are alike. */
const usable = 0.5;
// In a table whose marks do hold lines together many lines have other numbers of cells.
const wellFormedShare = 0.9;
const judgedForQuotes = 16_000;

function rowsIn(text: string, delimiter: Delimiter): number {
  const rows = readCsv(text, delimiter).tables.flatMap((table) => table.rows);
  return rows.filter(({ cells }) => cells.length === delimiter.columns).length;
}

function mostEven(sample: string, quoted: boolean): Delimiter | undefined {
  let best: Delimiter | undefined;
  for (const [sign, name] of delimiters) {
    if (!sample.includes(sign)) continue;
    const records = quoted ? parseRecords(sample, sign, judgedRows).records : firstLines(sample).map((line) => line.split(sign));
    const counts = new Map<number, number>();
    for (const { length } of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [columns = 0, rows = 0] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0]);
    const filled = records.filter((record) => record.length > 1 || record[0]?.trim() !== '').length;
    const even = rows / Math.max(1, filled);
    if (columns > 1 && (best === undefined || even * (columns > 2 ? 1.05 : 1) > best.even))
      best = { sign, name, even, columns, rows, quoted };
  }
  return best;
}

function firstLines(sample: string): readonly string[] {
  return sample.split(/\r\n?|\n/, judgedRows + 1).slice(0, judgedRows);
}

interface Records {
  readonly records: readonly (readonly string[])[];
  /** A quote is opened that nothing closes; the records before it are read. */
  readonly unclosed: boolean;
}

function parseRecords(text: string, delimiter: string, most?: number): Records {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      // Some programs write a line break of their own within cells.
      record_delimiter: ['\r\n', '\n', '\r'],
      ...(most !== undefined && { to: most }),
      on_record: (record: string[]) => {
        records.push(record);
        return undefined;
      },
    });
    return { records, unclosed: false };
  } catch {
    return { records, unclosed: true };
  }
}

/** Reads a text as rows of cells with `delimiter` between them; rows that cannot be read are said, the others are kept. */
export function readCsv(text: string, { sign, name, columns, quoted }: Delimiter): Tables {
  // The parser works on bytes; half a character would come back as another one and be found nowhere.
  const source = wellFormed(text);
  const rows: Row[] = [];
  const notes: Note[] = [];
  let at = source.startsWith('\uFEFF') ? 1 : 0;
  const readLines = (message: string): void => {
    for (const row of lineRows(text, { start: at, end: text.length }, sign)) {
      if (row.cells.length === columns) rows.push(row);
      else
        notes.push({
          message: `This line has not ${columns} cells, as the others have, and is left out.`,
          span: row.span,
          costsExample: true,
        });
    }
    notes.push({ message, span: { start: at, end: lineEnd(source, at) } });
    at = source.length;
  };
  if (!quoted) readLines('Quotation marks of this table are not closed, so each line is read as a row.');
  let repairs = 0;
  for (let length = window; at < source.length; ) {
    const rest = at + length >= source.length;
    const parsed = parseRecords(source.slice(at, at + length), sign);
    // The last record of a window may go on behind it.
    const records = rest || parsed.unclosed ? parsed.records : parsed.records.slice(0, -1);
    const unclosed = rest && parsed.unclosed;
    const from = at;
    let fault: string | undefined;
    for (const record of records) {
      const row = locate({ text, source }, at, record, sign);
      if (row === undefined) fault = 'A quotation mark in this line is not closed where its cell ends; the line is left out.';
      else if (repairs < mostRepairs && record.length !== columns && spansLines(row))
        fault = 'A quotation mark in this line or the next ones is not closed where its cell ends; the line is left out.';
      if (row === undefined || fault !== undefined) break;
      if (record.length > 1 || !isBlankSpan(text, row.span)) rows.push(row);
      at = afterBreak(source, row.span.end);
    }
    if (fault === undefined && !unclosed) {
      if (rest) break;
      length = at === from ? length * 8 : window;
      continue;
    }
    repairs += 1;
    length = window;
    if (repairs > mostRepairs) {
      readLines('Too many quotation marks are not closed, so from here on each line is read as a row.');
      break;
    }
    const end = lineEnd(source, at);
    notes.push({
      message: fault ?? 'A quotation mark in this line is never closed; the line is left out.',
      span: { start: at, end },
      costsExample: true,
    });
    at = afterBreak(source, end);
  }
  return { tables: [{ form: `cells between ${name}`, rows, headed: false }], notes, markup: [] };
}

function spansLines({ cells }: Row): boolean {
  return cells.some(({ content }) => content.includes('\n'));
}

interface Sources {
  readonly text: string;
  /** The text as the parser saw it. */
  readonly source: string;
}

/** Finds the cells of a record again in the text, from `start` on; undefined where a quotation mark has swallowed lines. */
function locate({ text, source }: Sources, start: number, record: readonly string[], delimiter: string): Row | undefined {
  const cells: Cell[] = [];
  let at = start;
  for (const [index, value] of record.entries()) {
    if (index > 0) {
      if (!source.startsWith(delimiter, at)) return undefined;
      at += delimiter.length;
    }
    const doubled = value.replaceAll('"', '""');
    const after = at + doubled.length + 2;
    if (source.charAt(at) === '"' && source.startsWith(`${doubled}"`, at + 1) && endsCell(source, after, delimiter)) {
      cells.push(quotedCell(text, { start: at + 1, end: after - 1 }));
      at = after;
    } else if (!/[\r\n]/.test(value) && source.startsWith(value, at) && endsCell(source, at + value.length, delimiter)) {
      cells.push({ content: text.slice(at, at + value.length), span: { start: at, end: at + value.length }, marks: [] });
      at += value.length;
    } else return undefined;
  }
  return { cells, span: { start, end: at } };
}

function endsCell(text: string, at: number, delimiter: string): boolean {
  return at === text.length || text.startsWith(delimiter, at) || text.charAt(at) === '\n' || text.charAt(at) === '\r';
}

function afterBreak(text: string, at: number): number {
  if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') return at + 2;
  return at < text.length && /[\r\n]/.test(text.charAt(at)) ? at + 1 : at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at++;
  return at;
}
