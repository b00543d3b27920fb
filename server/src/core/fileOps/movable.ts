import { parseLine } from '../json/parse';
import { counted } from '../numbers';
import type { Row } from '../rows/row';
import type { Work } from '../work';

/** Watches over lines that are to be moved: a record that is spread over several of them would be torn apart. */
export interface MovableLines {
  /** The value of the next line, which is moved; undefined of one that is not: blank ones stay where they are. */
  readonly next: (text: string) => { readonly value: unknown } | undefined;
  /** Why the lines must not be moved; undefined when they may. */
  readonly refusal: () => string | undefined;
}

/** Starts watching at the first line of a file. */
export function movableLines(): MovableLines {
  let line = 0;
  let broken = 0;
  let first = 0;
  return {
    next: (text) => {
      line += 1;
      if (text.trim() === '') return undefined;
      const parsed = parseLine(text);
      if (parsed.ok) return parsed;
      broken += 1;
      if (broken === 1) first = line;
      return undefined;
    },
    refusal: () =>
      broken === 0
        ? undefined
        : `Line ${first} is no JSON${broken > 1 ? `, and so ${broken === 2 ? 'is another line' : `are ${counted(broken - 1, 'other line')}`}` : ''}. It may be part of a record that is spread over lines, which moving them would tear apart: fix the file first.`,
  };
}

/** Why the lines of a file must not be moved; undefined when they may. */
export function* refusalToMove(rows: readonly Row[]): Work<string | undefined> {
  const movable = movableLines();
  for (const [index, { text }] of rows.entries()) {
    yield index / rows.length;
    movable.next(text);
  }
  return movable.refusal();
}
