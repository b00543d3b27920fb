import type { Path } from '../json/path';
import { splitRows } from '../rows/row';
import { decodeLine, isBlank, kindOf, type LineKind } from './text';

/** Why a transcript cannot be read, and where: line from 0, UTF-16 offsets within it. */
export interface Fault {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A part of a transcript for the outline and for folding; lines from 0, `end` is the last one. */
export interface Mark {
  readonly kind: 'example' | 'section' | 'message' | 'fence';
  readonly label: string;
  readonly line: number;
  end: number;
}

/** Where a part of an example stands: the line (from 0) of its heading or key, or the first one of its text. */
export interface PartPlace {
  readonly path: Path;
  readonly line: number;
  readonly isText: boolean;
}

/** Where reading a transcript has got to. */
export interface Cursor {
  readonly lines: readonly string[];
  readonly faults: Fault[];
  readonly marks: Mark[];
  /** The parts of the example that is read, in the order of their lines. */
  places: PartPlace[];
  /** The line that is read next. */
  at: number;
}

/** Begins to read. */
export function startReading(text: string): Cursor {
  return {
    lines: splitRows(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).map((row) => row.text),
    faults: [],
    marks: [],
    places: [],
    at: 0,
  };
}

/** What the next line is. */
export function nextKind({ lines, at }: Cursor): LineKind | 'end' {
  const line = lines[at];
  return line === undefined ? 'end' : kindOf(line);
}

/** How many equals signs the heading has that comes next; 0 when no heading does. */
export function nextLevel(cursor: Cursor): number {
  return nextKind(cursor) === 'heading' ? (/^=+/.exec(cursor.lines[cursor.at] ?? '')?.[0].length ?? 0) : 0;
}

/** Notes what is wrong with a line, or with a part of it. */
export function fault({ lines, faults }: Cursor, line: number, message: string, start = 0, end = (lines[line] ?? '').length): void {
  faults.push({ line, start, end: Math.max(end, start), message });
}

/** Passes over blank lines. */
export function skipBlank(cursor: Cursor): void {
  while (cursor.at < cursor.lines.length && isBlank(cursor.lines[cursor.at])) cursor.at += 1;
}

/** Notes a part of the transcript and returns what ends it behind the last line that shows something. */
export function mark(cursor: Cursor, kind: Mark['kind'], label: string): () => void {
  const { at: line, lines } = cursor;
  const noted: Mark = { kind, label, line, end: line };
  cursor.marks.push(noted);
  return () => {
    let end = cursor.at - 1;
    while (end > line && isBlank(lines[end])) end -= 1;
    noted.end = end;
  };
}

/** Notes where a part of the example stands. */
export function place({ places }: Cursor, path: Path, line: number, isText = false): void {
  places.push({ path, line, isText });
}

/** Says what to do about a conflict that Git has left, and passes over its line. */
export function refuseConflict(cursor: Cursor): void {
  fault(
    cursor,
    cursor.at,
    'Git has left a conflict here: keep one side and delete this line. If it belongs to the text, write \\ before it.',
  );
  cursor.at += 1;
}

/** Reads plain lines up to the next heading or fence. Undefined when all are blank. */
export function readText(cursor: Cursor): string | undefined {
  const from = cursor.at;
  for (let kind = nextKind(cursor); kind === 'plain' || kind === 'conflict'; kind = nextKind(cursor)) {
    if (kind === 'conflict') refuseConflict(cursor);
    else cursor.at += 1;
  }
  return textBetween(cursor, from, cursor.at);
}

/** The text of these lines, blank ones around it left out; undefined when all are blank. */
export function textBetween(cursor: Cursor, from: number, to: number): string | undefined {
  const { lines } = cursor;
  let start = from;
  let end = to;
  while (start < end && isBlank(lines[start])) start += 1;
  while (end > start && isBlank(lines[end - 1])) end -= 1;
  if (start === end) return undefined;
  const text: string[] = [];
  for (let at = start; at < end; at++) {
    const decoded = decodeLine(lines[at] ?? '');
    if (decoded === undefined)
      fault(cursor, at, 'There is no character with such a number: \\u{…} takes one up to 10ffff. Write \\\\u{…} for the text itself.');
    else text.push(decoded);
  }
  return text.join('\n');
}
