import { isArray, isObject, type JsonObject } from '../json/parse';
import { ownString } from '../ownString';
import { type TextHash, textHash } from '../scan/textHash';

// Deeper values are hashed as equal: no training line nests like that, and the recursion must not exhaust the stack.
const maxDepth = 256;

/**
 * A hash of a parsed value, equal for values that are equal up to the order of keys: 53 bits, so that among a million different
 * lines two collide with a chance of 1 in 18,000.
 */
export function hashOf(value: unknown): number {
  return hashesOf(value).whole;
}

/** Hashes of a value and of what one of its lists holds; the two are undefined when the value does not hold that list. */
export interface ValueHashes {
  readonly whole: number;
  /** Of all items of the list but the last. */
  readonly before: number | undefined;
  /** Of the list's last item: the hash that it has alone. */
  readonly last: number | undefined;
  /** How many members all objects of the value have together. */
  readonly members: number;
}

/** Hashes a value and, in the same walk, the items of one of its lists. */
export function hashesOf(value: unknown, list?: readonly unknown[]): ValueHashes {
  const walk: Walk = { list, before: undefined, last: undefined, members: 0 };
  const state = newState();
  mix(walk, state, value, 0);
  return { whole: hashIn(state), before: walk.before, last: walk.last, members: walk.members };
}

interface Walk {
  readonly list: readonly unknown[] | undefined;
  before: number | undefined;
  last: number | undefined;
  members: number;
}

interface State {
  low: number;
  high: number;
}

function newState(): State {
  return { low: 0x9e3779b9, high: 0x85ebca6b };
}

function hashIn({ low, high }: State): number {
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}

function mix(walk: Walk, state: State, value: unknown, depth: number): void {
  if (typeof value === 'string') mixString(state, value);
  else if (depth > maxDepth) mixNumber(state, 7);
  else if (isArray(value)) mixList(walk, state, value, depth);
  else if (isObject(value)) mixObject(walk, state, value, depth);
  else mixString(state, `${typeof value}:${String(value)}`);
}

function mixList(walk: Walk, state: State, items: readonly unknown[], depth: number): void {
  // Each item and the list are hashed by themselves, so that neither depends on what stands around it.
  const own = newState();
  for (let index = 0; index < items.length; index++) {
    const item = newState();
    mix(walk, item, items[index], depth + 1);
    if (items === walk.list && index === items.length - 1) {
      walk.before = hashIn(own);
      walk.last = hashIn(item);
    }
    mixNumber(own, item.low);
    mixNumber(own, item.high);
  }
  // As `server/assembly/plainChat.ts` does it for plain lines.
  mixNumber(state, 1 + items.length * 4);
  mixNumber(state, own.low);
  mixNumber(state, own.high);
}

function mixObject(walk: Walk, state: State, value: JsonObject, depth: number): void {
  // Each member is hashed alone and the results are added up, which no order of keys can change.
  let low = 0;
  let high = 0;
  const member = newState();
  for (const key in value) {
    walk.members += 1;
    member.low = 0x1b873593;
    member.high = 0xcc9e2d51 | 0;
    const hashed = keptHash(key);
    mixNumber(member, hashed.low);
    mixNumber(member, hashed.high);
    mix(walk, member, value[key], depth + 1);
    low = (low + member.low) | 0;
    high = (high + member.high) | 0;
  }
  mixNumber(state, low);
  mixNumber(state, high);
}

function mixString(state: State, text: string): void {
  const { low, high } = text.length > longestKept ? textHash(text) : keptHash(text);
  mixNumber(state, low);
  mixNumber(state, high);
}

function mixNumber(state: State, value: number): void {
  state.low = Math.imul(state.low ^ value ^ (value >>> 16), 0x85ebca77);
  state.high = Math.imul(state.high ^ value ^ (state.low >>> 15), 0xc2b2ae3d);
}

// The same few keys, roles and names stand in all lines.
const mostKept = 4000;
const longestKept = 24;
const kept = new Map<string, TextHash>();

function keptHash(text: string): TextHash {
  let hash = kept.get(text);
  if (!hash) {
    hash = textHash(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(ownString(text), hash);
  }
  return hash;
}
