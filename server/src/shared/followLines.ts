/** An edit of a text: lines and characters from 0, characters are UTF-16 units. */
export interface TextChange {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

/** A line that is followed while its text is edited. */
export interface FollowedLine {
  readonly line: number;
  /** What stood there last. */
  readonly text: string;
}

/**
 * Where a line is after an edit; undefined when it is no longer there. A line that was replaced as a whole is looked for in what
 * replaced it, and else taken to be the one in its place, if as many lines came as went.
 */
export function followLine({ line, text }: FollowedLine, { range: { start, end }, text: inserted }: TextChange): number | undefined {
  const lines = inserted.split(/\r\n|\r|\n/);
  const breaks = lines.length - 1;
  if (start.line > line) return line;
  // What begins within the line, or at its end, leaves its start where it is.
  if (start.line === line && start.character > 0) return line;
  const before = end.line < line || (end.line === line && end.character === 0);
  if (before) return line + breaks - (end.line - start.line);
  if (end.line === line && end.character < text.length) return start.line + breaks;
  // From here on nothing of the line is left but, perhaps, its line break.
  const found = lines.indexOf(text);
  if (found !== -1 && text !== '') return start.line + found;
  return breaks === end.line - start.line ? line : undefined;
}
