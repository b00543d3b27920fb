import type { TextChange } from './followLines';

type Position = TextChange['range']['start'];

/** What an edit comes to for who has only the beginning of a text. */
export interface ClippedChanges {
  /** What changes of that beginning. */
  readonly changes: readonly TextChange[];
  /** Where the beginning ends afterwards. */
  readonly end: Position;
}

/**
 * Clips changes, which are made one after the other, to the part of the text before `end`. What they do behind it is seen when that is
 * read; what reaches over the end is made in full, and the part ends behind it.
 */
export function clipChanges(end: Position, changes: readonly TextChange[]): ClippedChanges {
  const clipped: TextChange[] = [];
  let border = end;
  for (const { range, text } of changes) {
    if (!isBefore(range.start, border)) continue;
    const reachesOver = isBefore(border, range.end);
    const removed = { start: range.start, end: reachesOver ? border : range.end };
    clipped.push({ range: removed, text });
    const inserted = endOf(range.start, text);
    border = movedBy(removed.end, inserted, border);
  }
  return { changes: clipped, end: border };
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** Where a text ends that is inserted at `start`. */
function endOf(start: Position, text: string): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  return { line: start.line + lines.length - 1, character: lines.length === 1 ? start.character + last : last };
}

/** Where a position comes to lie when what ended at `from`, at or before it, ends at `to`. */
function movedBy(from: Position, to: Position, { line, character }: Position): Position {
  return { line: line - from.line + to.line, character: line === from.line ? character - from.character + to.character : character };
}
