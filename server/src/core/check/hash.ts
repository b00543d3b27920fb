import { isArray, isObject, type JsonObject } from '../json/parse';

// Deeper values are hashed as equal: no training line nests like that, and the recursion must not exhaust the stack.
const maxDepth = 256;

/**
 * A hash of a parsed value, equal for values that are equal up to the order of keys: 53 bits, so that among a million different
 * lines two collide with a chance of 1 in 18,000.
 */
export function hashOf(value: unknown): number {
  return hashOfFirst([value], 1);
}

/** A hash of the first `count` items, of the same quality as that of a whole value. */
export function hashOfFirst(items: readonly unknown[], count: number): number {
  const state = { low: 0x9e3779b9, high: 0x85ebca6b };
  for (let index = 0; index < count; index++) mix(state, items[index], 1);
  return (state.high >>> 11) * 0x100000000 + (state.low >>> 0);
}

interface State {
  low: number;
  high: number;
}

function mix(state: State, value: unknown, depth: number): void {
  if (typeof value === 'string') mixString(state, value);
  else if (depth > maxDepth) mixNumber(state, 7);
  else if (isArray(value)) {
    mixNumber(state, 1 + value.length * 4);
    for (const item of value) mix(state, item, depth + 1);
  } else if (isObject(value)) mixObject(state, value, depth);
  else mixString(state, `${typeof value}:${String(value)}`);
}

function mixObject(state: State, value: JsonObject, depth: number): void {
  // Each member is hashed alone and the results are added up, which no order of keys can change.
  let low = 0;
  let high = 0;
  const memberState = { low: 0, high: 0 };
  for (const key in value) {
    memberState.low = 0x1b873593;
    memberState.high = 0xcc9e2d51 | 0;
    mixString(memberState, key);
    mix(memberState, value[key], depth + 1);
    low = (low + memberState.low) | 0;
    high = (high + memberState.high) | 0;
  }
  mixNumber(state, low);
  mixNumber(state, high);
}

function mixString(state: State, text: string): void {
  let { low, high } = state;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x85ebca77);
    high = Math.imul(high ^ unit, 0xc2b2ae3d);
  }
  low = Math.imul(low ^ (high >>> 15), 0x27d4eb2f) + text.length;
  state.low = low ^ (low >>> 13);
  state.high = Math.imul(high ^ (low >>> 16), 0x165667b1);
}

function mixNumber(state: State, value: number): void {
  state.low = Math.imul(state.low ^ value ^ (value >>> 16), 0x85ebca77);
  state.high = Math.imul(state.high ^ value ^ (state.low >>> 15), 0xc2b2ae3d);
}
