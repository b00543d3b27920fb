import type { SpanEdit } from './edits';
import type { Token } from './looseTokens';
import type { Span } from './positions';

/** What can be wrong with a line that is no JSON. */
export type Cause =
  | 'byte-order-mark'
  | 'comma-after-record'
  | 'comment'
  | 'control-character'
  | 'extra-bracket'
  | 'extra-comma'
  | 'doubled-quote'
  | 'fullwidth-punctuation'
  | 'invalid-escape'
  | 'invalid-number'
  | 'invisible-character'
  | 'missing-bracket'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-opening-brace'
  | 'missing-quote'
  | 'missing-value'
  | 'not-a-number'
  | 'object-object'
  | 'only-comment'
  | 'plain-text'
  | 'python-escape'
  | 'python-literal'
  | 'single-quotes'
  | 'text-after-record'
  | 'text-before-record'
  | 'trailing-comma'
  | 'truncated'
  | 'two-records'
  | 'typographic-quotes'
  | 'undefined-value'
  | 'unescaped-quote'
  | 'unexpected'
  | 'unquoted-key'
  | 'unquoted-text'
  | 'wrong-bracket';

/** One cause and the first place where it shows. */
export interface Fault extends Span {
  readonly cause: Cause;
}

/** What reading a broken line found. */
export interface Faults {
  /** The first fault of each cause, in the order of their places. */
  readonly faults: readonly Fault[];
  /** What mends the faults, in the order of places. */
  readonly edits: readonly SpanEdit[];
  /** Whether each edit restores what was surely meant. */
  readonly certain: boolean;
  /** Whether the edits mend the line to its end; false when reading had to stop at a fault that no edit mends. */
  readonly complete: boolean;
}

/** Where reading a broken line has got to; changed while it goes on. */
export interface Reading {
  readonly text: string;
  readonly open: ('{' | '[')[];
  readonly first: Map<Cause, Fault>;
  readonly edits: SpanEdit[];
  certain: boolean;
  complete: boolean;
  /** The bracket that began the latest record; undefined before the first. */
  root: '{' | '[' | undefined;
  /** The comma that was read last, for the case that nothing follows it. */
  comma: Span;
  /** UTF-16 units read ahead so far, which must not add up to more than a few times the line. */
  ahead: number;
}

/** What may come next. The `first` states stand right behind an opening bracket, where a closing one is as good. */
export type State = 'root' | 'first-key' | 'key' | 'colon' | 'first-value' | 'value' | 'next' | 'after' | 'stop';

/** The state to go on with; `at` when reading goes on elsewhere than behind the token. */
export type Step = State | { readonly state: State; readonly at: number };

/** The state behind a value: within brackets or at the record's end. */
export function afterValue({ open }: Reading): State {
  return open.length === 0 ? 'after' : 'next';
}

/** Tells whether a token is one of these characters. */
export function isPunctuation(token: Token, chars: string): boolean {
  return token.kind === 'punctuation' && chars.includes(token.char);
}

/** Notes a fault; `likely` when its edit, if it has one, need not be what was meant. */
export function fault(reading: Reading, cause: Cause, { start, end }: Span, certainty: 'certain' | 'likely'): void {
  if (certainty === 'likely') reading.certain = false;
  if (!reading.first.has(cause)) reading.first.set(cause, { cause, start, end });
}

/** Notes a change that mends a fault. */
export function edit(reading: Reading, start: number, end: number, text: string): void {
  reading.edits.push({ start, end, text });
}

// A line of megabytes with more faults or open brackets than this was written by a program that wants mending itself.
const longestMended = 1 << 18;
const mostEdits = 10_000;
const mostOpen = 1_000_000;

/** Whether a long line has so many faults that reading on would keep everybody waiting for a repair that nobody reviews. */
export function isHopeless({ text, edits, open }: Reading): boolean {
  return (edits.length > mostEdits || open.length > mostOpen) && text.length > longestMended;
}

/** Notes a fault behind which nothing is sure. */
export function stop(reading: Reading, cause: Cause, span: Span): State {
  fault(reading, cause, span, 'likely');
  reading.complete = false;
  return 'stop';
}
/** What closes all brackets that are still open. */
export function closers({ open }: Reading): string {
  return [...open]
    .reverse()
    .map((bracket) => (bracket === '{' ? '}' : ']'))
    .join('');
}
