import type { Note, Span } from '../reading';

/** A cell of a table. */
export interface Cell {
  /** What the cell says; line breaks are `\n`. */
  readonly content: string;
  /** Where it stands, without quotes around it. */
  readonly span: Span;
  /** Marks within it that are no words: doubled quotes, escapes. */
  readonly marks: readonly Span[];
}

/** A row of a table; blank rows are none. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly span: Span;
}

/** A table as the text has it, before anything is said about its columns. */
export interface Table {
  /** How the cells are set apart, for the user: "commas", "a Markdown table". */
  readonly form: string;
  readonly rows: readonly Row[];
  /** Whether the first row surely is a header; otherwise its words have to tell. */
  readonly headed: boolean;
}

/** The tables of a text and what of it could not be read. */
export interface Tables {
  readonly tables: readonly Table[];
  readonly notes: readonly Note[];
  readonly markup: readonly Span[];
}
