import { type Row, splitRows } from './row';

/** A place in the text: line and character count from 0, characters are UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to and without `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Which rows an edit took out and which it put in their place. */
export interface RowsEdit {
  /** Index of the first row replaced. */
  readonly start: number;
  readonly removed: number;
  readonly inserted: readonly Row[];
}

/**
 * What replacing `range` by `text` does to the rows. Positions past a line's or the file's end are taken as that end, as LSP
 * asks. Costs the touched lines only.
 */
export function editRows(rows: readonly Row[], range: Range, text: string): RowsEdit {
  const last = rows.length - 1;
  let first = Math.min(range.start.line, last);
  const end = Math.min(range.end.line, last);
  const startRow = rowAt(rows, first);
  const endRow = rowAt(rows, end);
  const startCharacter = range.start.line > last ? startRow.text.length : Math.min(range.start.character, startRow.text.length);
  const endCharacter = range.end.line > last ? endRow.text.length : Math.min(range.end.character, endRow.text.length);
  let before = startRow.text.slice(0, startCharacter);
  const after = endRow.text.slice(endCharacter) + endRow.lineBreak;
  // A carriage return and a newline that come to stand side by side become one line break, so such neighbours join the edit.
  const previous = first > 0 ? rowAt(rows, first - 1) : undefined;
  const joins = previous?.lineBreak === '\r' && (before + text + after).startsWith('\n');
  if (joins) {
    before = previous.text + previous.lineBreak + before;
    first -= 1;
  }
  // A text without a break makes one line, which need not be looked through: putting together a line of megabytes can wait.
  if (!joins && !/[\r\n]/.test(text)) {
    const row: Row = { text: before + text + endRow.text.slice(endCharacter), lineBreak: endRow.lineBreak };
    return { start: first, removed: end - first + 1, inserted: [row] };
  }
  const inserted = splitRows(before + text + after);
  // The text after the replaced rows starts on a row of its own, so the empty row behind their last line break is not new.
  if (end < last) inserted.pop();
  return { start: first, removed: end - first + 1, inserted };
}

function rowAt(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (!row) throw new RangeError(`no row ${index} among ${rows.length}`);
  return row;
}
