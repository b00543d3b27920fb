import { isArray, isObject, type JsonObject } from '../json/parse';

// Deeper values are sketched as equal: no training line nests like that, and the recursion must not exhaust the stack.
const maxDepth = 256;

// Texts of up to so many characters are read whole; of longer ones so many characters at even distances.
const samples = 48;

/**
 * Numbers that are equal for equal values, whatever the order of keys, and mostly differ for different ones. They cost a tenth
 * of a hash over every character; where two are equal, only such a hash tells whether the values are.
 */
export interface Sketch {
  /** 30 bits, so that engines keep it without an object of its own. */
  readonly whole: number;
  /** Of all items of the list that was asked for but the last; undefined when the value does not hold that list. */
  readonly before: number | undefined;
  /** Of that list's last item. */
  readonly last: number | undefined;
  /** How many members all objects of the value have together. */
  readonly members: number;
}

/** Sketches a parsed value, and the items of one of its lists. */
export function sketch(value: unknown, list?: readonly unknown[]): Sketch {
  const walk: Walk = { list, before: undefined, last: undefined, members: 0 };
  const whole = numberOf(walk, value, 0);
  return { whole: whole & mask, before: walk.before, last: walk.last, members: walk.members };
}

const mask = 0x3fffffff;

interface Walk {
  readonly list: readonly unknown[] | undefined;
  before: number | undefined;
  last: number | undefined;
  members: number;
}

function numberOf(walk: Walk, value: unknown, depth: number): number {
  if (typeof value === 'string') return numberOfText(value);
  if (depth > maxDepth) return 7;
  if (isArray(value)) return numberOfList(walk, value, depth);
  if (isObject(value)) return numberOfObject(walk, value, depth);
  return numberOfText(`${typeof value}:${String(value)}`) ^ 1;
}

function numberOfList(walk: Walk, items: readonly unknown[], depth: number): number {
  let number = items.length + 2;
  for (let index = 0; index < items.length; index++) {
    const item = numberOf(walk, items[index], depth + 1);
    if (items === walk.list && index === items.length - 1) {
      walk.before = number & mask;
      walk.last = item & mask;
    }
    number = mixed(number, item);
  }
  return number;
}

function numberOfObject(walk: Walk, object: JsonObject, depth: number): number {
  // Each member's number is made alone and the numbers are added up, which no order of keys can change.
  let number = 5;
  for (const key in object) {
    walk.members += 1;
    number = (number + mixed(numberOfText(key), numberOf(walk, object[key], depth + 1))) | 0;
  }
  return mixed(number, 11);
}

function numberOfText(text: string): number {
  const { length } = text;
  let number = length;
  if (length <= samples) {
    for (let index = 0; index < length; index++) number = Math.imul(number ^ text.charCodeAt(index), 0x85ebca77);
  } else {
    const step = (length - 1) / (samples - 1);
    for (let index = 0; index < samples; index++) {
      number = Math.imul(number ^ text.charCodeAt((index * step) | 0), 0x85ebca77);
      number ^= number >>> 15;
    }
  }
  return number ^ (number >>> 13);
}

function mixed(number: number, other: number): number {
  const product = Math.imul(number ^ (other >>> 11) ^ Math.imul(other, 0x27d4eb2f), 0xc2b2ae3d);
  return product ^ (product >>> 16);
}
