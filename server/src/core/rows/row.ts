/** How a row ends; the last row of a file may end without a line break. */
export type LineBreak = '\n' | '\r\n' | '\r' | '';

/** Work on a line with more UTF-16 units than this is felt by whoever waits for another answer. */
export const longLine = 1 << 18;

/** One line of a file. A row never changes: an edit makes new rows for the touched lines and keeps all others. */
export interface Row {
  /** The line without its line break. */
  readonly text: string;
  readonly lineBreak: LineBreak;
}

/** Splits text into rows, as LSP counts lines: the text after the last line break is a row, even when it is empty. */
export function splitRows(text: string): Row[] {
  const rows: Row[] = [];
  let start = 0;
  // A lone carriage return is rare, so its search is skipped when the text holds none.
  let nextReturn = text.indexOf('\r');
  for (;;) {
    const newline = text.indexOf('\n', start);
    if (nextReturn !== -1 && nextReturn < start) nextReturn = text.indexOf('\r', start);
    if (nextReturn !== -1 && (newline === -1 || nextReturn < newline)) {
      const lineBreak = newline === nextReturn + 1 ? '\r\n' : '\r';
      rows.push({ text: text.slice(start, nextReturn), lineBreak });
      start = nextReturn + lineBreak.length;
    } else if (newline !== -1) {
      rows.push({ text: text.slice(start, newline), lineBreak: '\n' });
      start = newline + 1;
    } else {
      rows.push({ text: text.slice(start), lineBreak: '' });
      return rows;
    }
  }
}

/** The text that the rows were split from. */
export function joinRows(rows: readonly Row[]): string {
  return rows.map((row) => row.text + row.lineBreak).join('');
}
