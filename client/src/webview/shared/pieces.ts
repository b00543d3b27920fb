// A page of text or so: what is drawn and laid out at once stays short, whatever the whole is.
const pieceLength = 8_000;
const longestPiece = 16_000;

/** A piece of a long text; `isContinued` says that no line break stands before it. */
export interface TextPiece {
  readonly text: string;
  /** Where it begins in the whole, in UTF-16 units. */
  readonly start: number;
  readonly isContinued: boolean;
}

/**
 * Cuts a long text into pieces, at line breaks where there are some and else between words; the line break at a cut is left
 * out, as the next piece begins a line of its own.
 */
export function* textPieces(text: string): Generator<TextPiece> {
  let start = 0;
  let isContinued = false;
  while (start < text.length) {
    if (text.length - start <= longestPiece) {
      yield { text: text.slice(start), start, isContinued };
      return;
    }
    const lineEnd = text.indexOf('\n', start + pieceLength);
    if (lineEnd !== -1 && lineEnd <= start + longestPiece) {
      yield { text: text.slice(start, lineEnd), start, isContinued };
      start = lineEnd + 1;
      isContinued = false;
      // A line break at the very end makes an empty last line.
      if (start === text.length) yield { text: '', start, isContinued };
      continue;
    }
    const end = wordEnd(text, start + pieceLength, start + longestPiece);
    yield { text: text.slice(start, end), start, isContinued };
    start = end;
    isContinued = true;
  }
}

/** Behind the first space from an offset on; where there is none, not within a character. */
function wordEnd(text: string, from: number, to: number): number {
  const space = text.indexOf(' ', from);
  if (space !== -1 && space < to) return space + 1;
  const unit = text.charCodeAt(to);
  return unit >= 0xdc00 && unit < 0xe000 ? to - 1 : to;
}
