/** Tokens of a text, in their order. */
export interface TextTokens {
  /** By the vocabulary's numbers; `unknownToken` for what the tokenizer does not know. */
  readonly ids: readonly number[];
  /**
   * By token, the UTF-16 offset in the text behind the last character that is complete with it: tokens that end within a
   * character end where the token before them did.
   */
  readonly ends: readonly number[];
}

/** The number of what a tokenizer does not know. */
export const unknownToken = -1;

/** The UTF-16 units of those characters that become complete between two offsets of a text in UTF-8; `length` is its end. */
export function completedUnits(bytes: Uint8Array, from: number, to: number, length: number): number {
  let units = 0;
  for (let at = from; at < to; at++) {
    const isLast = at + 1 >= length || ((bytes[at + 1] ?? 0) & 0xc0) !== 0x80;
    if (!isLast) continue;
    // Four bytes are two units.
    const isAstral = at >= 3 && (bytes[at] ?? 0) >= 0x80 && (bytes[at - 3] ?? 0) >= 0xf0;
    units += isAstral ? 2 : 1;
  }
  return units;
}
