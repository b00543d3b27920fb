/** How a file's bytes spell its text. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What is known of the bytes of a file, which its text no longer tells. */
export interface FileBytes {
  /** How many there are. */
  readonly size: number;
  readonly encoding: TextEncoding;
  /** Whether it begins with UTF-8's byte order mark, which editors hide. */
  readonly mark: boolean;
  /** Lines with bytes that are no UTF-8: the index (from 0) of the first of them, and their number. */
  readonly invalid?: { readonly line: number; readonly lines: number };
}

/** The byte order mark in UTF-8. */
export const markBytes: readonly number[] = [0xef, 0xbb, 0xbf];

/** Whether the bytes begin with UTF-8's byte order mark. */
export function beginsWithMark(bytes: Uint8Array): boolean {
  return markBytes.every((byte, index) => bytes[index] === byte);
}

/** The encoding that a file's first two bytes tell of: by a byte order mark, or by the bracket that a training file begins with. */
export function encodingOf([a, b]: Uint8Array): TextEncoding {
  if ((a === 0xff && b === 0xfe) || (isBracket(a) && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && isBracket(b))) return 'utf-16be';
  return 'utf-8';
}

function isBracket(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}
