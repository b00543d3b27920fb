import type { Utf8 } from './utf8';

/**
 * Counts the tokens of a piece, a text's bytes from `start` to `end`, as byte pair encoding makes them: the lowest rank first, the
 * leftmost of equals. Adds to `ends` the byte of the text behind each token, where that is wanted.
 */
export type Merge = (text: Utf8, start: number, end: number, ends?: number[]) => number;
