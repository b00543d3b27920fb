import { nothingOpen, type OpenState, readOn } from '../json/brackets';
import { shapeBySignature } from '../shapes/detect';
import type { FileLine, FileView, LineFacts } from './rule';

/** Lines that may together hold one record or one list of records: from a line that opens brackets to the one that closes them. */
export interface Run {
  /** The facts of the lines that were looked at, which tell whether they are still the same. */
  readonly seen: readonly LineFacts[];
  /** How many lines the run has; 0 when its brackets are never closed. */
  readonly count: number;
  /** Whether a line ends within a string, so that the line break is part of a text. */
  readonly cutsString: boolean;
  /** Whether the file's end was reached. */
  readonly toEnd: boolean;
}

/** How many lines reading in vain may still look at. */
export interface Budget {
  lines: number;
}

// Longer than any record that is spread over lines; a list may be as long as the file.
const longestRecord = 5000;

/** A line that opens brackets and begins with one, or holds a list that is closed on it. */
export function mayOpen({ first, openBrackets }: LineFacts): boolean {
  return openBrackets > 0 ? first === '{' || first === '[' : openBrackets === 0 && first === '[';
}

/** How many lines, itself included, are at most read from a line that `mayOpen`. */
export function mostRead({ first, openBrackets, openString }: LineFacts): number {
  if (openBrackets <= 0 && !openString) return 1;
  return first === '[' ? Number.POSITIVE_INFINITY : longestRecord;
}

/**
 * How a line begins that holds the first keys of an example, up to the colon behind the first; undefined for other lines. One that is not
 * closed goes on to the next line that begins so: no example stands within another.
 */
export function beginningOf(text: string): string | undefined {
  const beginning = /^\s*\{\s*"[^"\\]{1,64}"\s*:/.exec(text)?.[0];
  return beginning !== undefined && shapeBySignature(text) ? beginning : undefined;
}

/** Reads on from the line at `index`, which opens brackets; undefined when a line on the way is not checked yet. */
export function readRun(view: FileView, index: number, budget: Budget): Run | undefined {
  const first = view.at(index);
  if (!first) return undefined;
  const isList = startsWith(view, first, '[');
  const beginning = isList ? undefined : beginningOf(view.textOf(first) ?? '');
  const seen: LineFacts[] = [];
  let state: OpenState = nothingOpen;
  let cutsString = false;
  const inVain = (toEnd: boolean): Run => {
    budget.lines -= seen.length;
    return { seen, count: 0, cutsString, toEnd };
  };
  for (let at = index; ; at++) {
    const line = view.at(at);
    if (!line) return inVain(true);
    const { facts } = line;
    if (isUnchecked(facts)) return undefined;
    seen.push(facts);
    // An example whose line seems to stand within a string is no part of a list either.
    if (at > index && (isList ? state.inString && facts.shape : startsAnother(view, index, line, state))) return inVain(false);
    if (at > index && beginning !== undefined && mayOpen(facts) && beginningOf(view.textOf(line) ?? '') === beginning) return inVain(false);
    state = state.inString ? readOn(view.textOf(line) ?? '', state) : stateAfter(facts, state);
    cutsString ||= state.inString;
    if (!state.inString && state.depth <= 0) return { seen, count: seen.length, cutsString, toEnd: false };
    if (!isList && seen.length >= longestRecord) return inVain(false);
  }
}

/** Tells whether a run that was read before would be read again in the same way. */
export function isCurrent(run: Run, view: FileView, index: number): boolean {
  if (run.toEnd && view.count !== index + run.seen.length) return false;
  return run.seen.every((facts, offset) => view.at(index + offset)?.facts === facts);
}

/** Tells whether a line's first character that is no white space is this one. */
export function startsWith(view: FileView, line: FileLine, char: string): boolean {
  return view.textOf(line)?.[line.facts.head.start] === char;
}

function stateAfter({ openBrackets, openString }: LineFacts, { depth }: OpenState): OpenState {
  return { depth: depth + openBrackets, inString: openString };
}

function isUnchecked({ shape, first }: LineFacts): boolean {
  return shape === undefined && first === undefined;
}

/** Tells whether a line begins the next record, so that the one before it is not spread over lines but cut off. */
function startsAnother(view: FileView, index: number, line: FileLine, { inString }: OpenState): boolean {
  const { shape, head } = line.facts;
  const indent = indentAt(view, index);
  if (head.start > indent) return false;
  if (shape) return true;
  // Where the lines of records are indented, one that begins as the record did opens no part of it.
  return !inString && indentAt(view, index + 1) > indent && textOf(view, index) === view.textOf(line)?.trim();
}

function textOf(view: FileView, index: number): string | undefined {
  const line = view.at(index);
  return line && view.textOf(line)?.trim();
}

function indentAt(view: FileView, index: number): number {
  return view.at(index)?.facts.head.start ?? 0;
}
