import { parse } from 'jsonc-parser';
import { nestingDepth } from '../core/json/brackets';
import { parseLine } from '../core/json/parse';
import type { Path } from '../core/json/path';
import type { Span } from '../core/json/positions';
import { closers, endOfWord, type Frame, startLine, type Token, take, tokenAt } from './lineGrammar';

/** What the cursor can put into a line, and what has to go along so that the line is JSON afterwards. */
export interface Slot extends Span {
  /** `key` takes a member of the object at `path` (or its key alone), `value` the value at `path`. */
  readonly at: 'key' | 'value';
  /** Of the object that gets the key, or of the value. */
  readonly path: Path;
  /** True where the key at the cursor has a value already, so that the key alone is put in. */
  readonly keyOnly: boolean;
  /** What stands before the cursor of the token that is replaced, its quote included. */
  readonly typed: string;
  /** Where a comma is missing before; undefined when none is. */
  readonly comma: number | undefined;
  /** Brackets and a comma that have to follow what is put in. */
  readonly after: string;
  /** Brackets that are missing at the line's end. */
  readonly tail: string;
  /** The line's value as it will be, with null in place of the value at the cursor and without the key at the cursor. */
  readonly line: unknown;
  /** The slot of the object as a whole, where the cursor stands in one that holds nothing yet. */
  readonly whole: Slot | undefined;
}

type BareSlot = Omit<Slot, 'line' | 'whole'>;

/** How the text behind the cursor goes on. */
type Reading = Pick<Slot, 'end' | 'keyOnly' | 'after' | 'tail'>;

// jsonc-parser and others recurse, and no training line nests like this.
const deepestLine = 400;

// jsonc-parser takes its time: a line that is both longer than this and broken elsewhere is left alone.
const longestBroken = 1_000_000;

// How many tokens behind the cursor have to make sense for a reading to be believed although the line is broken later on.
const believed = 500;

/** The slot at an offset of a line; undefined where nothing can be put in. Reads the line a few times, whatever its length. */
export function slotAt(text: string, offset: number): Slot | undefined {
  if (nestingDepth(text) > deepestLine) return undefined;
  const frames = startLine();
  let token: Token | undefined;
  let previousEnd = 0;
  for (let next = tokenAt(text, 0, offset); next; next = tokenAt(text, next.end, offset)) {
    if (next.end === offset && (next.type === 'word' || !next.closed)) token = next;
    else {
      take(frames, next, text);
      previousEnd = next.end;
    }
  }
  const { kind, expect } = innermost(frames);
  if (expect === 'colon' || (kind === 'line' && expect === 'comma')) return undefined;
  const at = kind === 'object' && expect !== 'value' ? 'key' : 'value';
  const ends = possibleEnds(text, offset, token, at === 'value' && kind === 'object');
  const reading = readOn(text, ends, frames, at);
  // In front of a line that holds something there is no place for another value.
  if (!reading || (kind === 'line' && tokenAt(text, reading.end))) return undefined;
  const start = token?.start ?? offset;
  const comma = expect === 'comma' ? previousEnd : undefined;
  const path = pathTo(frames, text, at, comma !== undefined);
  const slot = withLine(text, { ...reading, at, path, start, comma, typed: text.slice(start, offset) });
  return slot && expect === 'key or end' && !slot.keyOnly ? { ...slot, whole: wholeObject(text, offset, frames, slot) } : slot;
}

/** The value at a path of a parsed line. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

/** Where the token at the cursor may end, the likeliest first; a value that stands there already is replaced, unless it is big. */
function possibleEnds(text: string, offset: number, token: Token | undefined, memberValue: boolean): readonly number[] {
  if (token?.type === 'string') {
    const string = tokenAt(text, token.start);
    return string?.closed ? [string.end, endOfWord(text, offset)] : [endOfWord(text, offset)];
  }
  if (token) return [endOfWord(text, offset)];
  const next = memberValue ? tokenAt(text, offset) : undefined;
  if (next?.type === '{' || next?.type === '[') return [];
  return next?.type === 'string' || next?.type === 'word' ? [next.end, offset] : [offset];
}

/** Finds the reading of the text behind the cursor that makes the line JSON, else the one that goes furthest. */
function readOn(text: string, ends: readonly number[], frames: readonly Frame[], at: Slot['at']): Reading | undefined {
  let best: Reading | undefined;
  let furthest = -1;
  for (const end of ends) {
    const keyOnly = at === 'key' && tokenAt(text, end)?.type === ':';
    for (const after of keyOnly ? [''] : additions(frames)) {
      const filled = frames.map((frame) => ({ ...frame }));
      innermost(filled).expect = keyOnly ? 'colon' : 'comma';
      const { fits, good, tail } = check(text, end, filled, after);
      if (fits) return { end, keyOnly, after, tail };
      if (good <= furthest) continue;
      best = { end, keyOnly, after, tail: '' };
      furthest = good;
      if (good >= believed) return best;
    }
  }
  return best;
}

/** What may have to follow: nothing, a comma, brackets that nobody closed, a comma behind those. */
function additions(frames: readonly Frame[]): readonly string[] {
  const brackets = closers(frames, 4);
  return Array.from({ length: brackets.length + 1 }, (_, count) => [brackets.slice(0, count), `${brackets.slice(0, count)},`]).flat();
}

/** Tells whether the line is JSON when `after` and then the text from `from` on follow; if not, how many tokens made sense. */
function check(text: string, from: number, frames: Frame[], after: string): { fits: boolean; good: number; tail: string } {
  const bad = (good: number): ReturnType<typeof check> => ({ fits: false, good, tail: '' });
  for (let token = tokenAt(after, 0); token; token = tokenAt(after, token.end)) {
    if (!take(frames, token, after)) return bad(-1);
  }
  let good = 0;
  for (let token = tokenAt(text, from); token; token = tokenAt(text, token.end)) {
    if (!take(frames, token, text)) return bad(good);
    good += 1;
  }
  // An inserted comma that nothing follows is caught here too: its frame still waits for a key or a value.
  const { expect } = innermost(frames);
  return expect === 'comma' || expect.endsWith('or end') ? { fits: true, good, tail: closers(frames) } : bad(good);
}

function innermost<T>(frames: readonly T[]): T {
  return frames[frames.length - 1] as T;
}

function pathTo(frames: readonly Frame[], text: string, at: Slot['at'], missingComma: boolean): Path {
  return frames.slice(1, at === 'key' ? -1 : undefined).map(({ kind, key, index }, depth) => {
    if (kind === 'object') return key ? keyText(text, key) : '';
    return depth === frames.length - 2 && missingComma ? index + 1 : index;
  });
}

function keyText(text: string, { start, end }: Token): string {
  const spelled = text.slice(start, end);
  const parsed = parseLine(spelled);
  return parsed.ok && typeof parsed.value === 'string' ? parsed.value : spelled.replace(/^"|"$/g, '');
}

/** The slot of the object around an empty slot for a key, when the object holds nothing else. */
function wholeObject(text: string, offset: number, frames: readonly Frame[], { end: keyEnd }: Slot): Slot | undefined {
  const next = tokenAt(text, keyEnd);
  if (next && next.type !== '}' && next.type !== ']' && next.type !== ',') return undefined;
  const outer = frames.slice(0, -1);
  const { start } = innermost(frames);
  const reading = readOn(text, next?.type === '}' ? [next.end, keyEnd] : [keyEnd], outer, 'value');
  const path = pathTo(outer, text, 'value', false);
  return reading && withLine(text, { ...reading, at: 'value', path, start, comma: undefined, typed: text.slice(start, offset) });
}

function withLine(text: string, slot: BareSlot): Slot | undefined {
  const filler = slot.at === 'value' ? 'null' : slot.keyOnly ? '""' : '"":null';
  const comma = slot.comma === undefined ? '' : ',';
  const parsed = parseTolerantly(text.slice(0, slot.start) + comma + filler + slot.after + text.slice(slot.end) + slot.tail);
  if (!parsed) return undefined;
  if (slot.at === 'key') {
    const object = valueAt(parsed.value, slot.path);
    if (typeof object === 'object' && object !== null) Reflect.deleteProperty(object, '');
  }
  return { ...slot, line: parsed.value, whole: undefined };
}

function parseTolerantly(text: string): { readonly value: unknown } | undefined {
  const parsed = parseLine(text);
  if (parsed.ok) return parsed;
  if (text.length > longestBroken) return undefined;
  return { value: parse(text, [], { disallowComments: true }) };
}
