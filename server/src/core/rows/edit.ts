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
  const rest = endRow.text.slice(endCharacter);
  let before = startRow.text.slice(0, startCharacter);
  let between = text;
  // A carriage return and a newline that come to stand side by side become one line break, so such neighbours join the edit.
  const previous = first > 0 ? rowAt(rows, first - 1) : undefined;
  if (previous?.lineBreak === '\r' && before === '' && (text || rest || endRow.lineBreak).startsWith('\n')) {
    before = previous.text;
    between = previous.lineBreak + text;
    first -= 1;
  }
  // What is put in is looked through, and not the lines around it: putting together one of megabytes can wait.
  const inserted = splitRows(between);
  const top = rowAt(inserted, 0);
  inserted[0] = { text: before + top.text, lineBreak: top.lineBreak };
  const bottom = rowAt(inserted, inserted.length - 1);
  if (between.endsWith('\r') && rest === '' && endRow.lineBreak === '\n') {
    inserted.pop();
    inserted[inserted.length - 1] = { text: rowAt(inserted, inserted.length - 1).text, lineBreak: '\r\n' };
  } else inserted[inserted.length - 1] = { text: bottom.text + rest, lineBreak: endRow.lineBreak };
  return { start: first, removed: end - first + 1, inserted };
}

function rowAt(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (!row) throw new RangeError(`no row ${index} among ${rows.length}`);
  return row;
}
