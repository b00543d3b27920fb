/** The moves of an editor's cursor that a view has made itself, whose news come back later than the next key is pressed. */
export interface OwnMoves {
  /** The cursor was sent to a place, of which line and character count from 0. */
  readonly made: (line: number, character: number) => void;
  /** Whether news of a cursor at this place are of such a move; anybody else's end the wait for them. */
  readonly isOwn: (line: number, character: number) => boolean;
}

/** Remembers moves until their news come. */
export function createOwnMoves(): OwnMoves {
  let made: readonly (readonly [line: number, character: number])[] = [];
  return {
    made: (line, character) => {
      made = [...made, [line, character]];
    },
    isOwn: (line, character) => {
      const at = made.findIndex((move) => move[0] === line && move[1] === character);
      // News come in the order of the moves; those of a move that was overtaken may never come.
      made = at === -1 ? [] : made.slice(at + 1);
      return at !== -1;
    },
  };
}
