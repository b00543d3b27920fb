import type { Span } from '../reading';

/**
 * A place where a question, an answer, or text that is neither begins. What belongs to it starts at `from` and ends at
 * `to`, or at the next marker where `to` is undefined; from `start` to `from` stands markup.
 */
export interface Marker {
  readonly part: 'question' | 'answer' | 'neither';
  readonly start: number;
  readonly from: number;
  readonly to: number | undefined;
  /** Marks at the end of the question, such as closing bold. */
  readonly tail: Span | undefined;
}

/** The questions and answers of a text, as one way of marking them finds them. */
export interface Found {
  /** How the questions are marked, for the user: "headings". */
  readonly form: string;
  /** How sure the marks are by themselves, from 0 to 1. */
  readonly certainty: number;
  /** In the order of the text. */
  readonly markers: readonly Marker[];
}
