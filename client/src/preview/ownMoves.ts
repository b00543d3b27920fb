/** The moves of an editor's cursor that a view has made itself, whose news come back later than the next key is pressed. */
export interface OwnMoves {
  /** The cursor was sent to the start of a line (from 0). */
  readonly made: (line: number) => void;
  /** Whether news of a cursor at this place are of such a move; anybody else's end the wait for them. */
  readonly isOwn: (line: number, character: number) => boolean;
}

/** Remembers moves until their news come. */
export function createOwnMoves(): OwnMoves {
  let made: readonly number[] = [];
  return {
    made: (line) => {
      made = [...made, line];
    },
    isOwn: (line, character) => {
      const at = character === 0 ? made.indexOf(line) : -1;
      // News come in the order of the moves; those of a move that was overtaken may never come.
      made = at === -1 ? [] : made.slice(at + 1);
      return at !== -1;
    },
  };
}
