import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { nestingDepth } from '../json/brackets';

/** A JSON value that keeps what `JSON.parse` loses: the spelling of numbers, the order of all keys, keys that stand twice. */
export type Json =
  | { readonly type: 'string'; readonly value: string }
  /** A number, `true`, `false` or `null`, as it is spelled. */
  | { readonly type: 'word'; readonly spelling: string }
  | { readonly type: 'array'; readonly items: readonly Json[] }
  | { readonly type: 'object'; readonly members: readonly Member[] };

/** A key with its value. */
export interface Member {
  readonly key: string;
  readonly value: Json;
}

/** An object of a line or within one. */
export type JsonObjectTree = Extract<Json, { type: 'object' }>;

// Reading recurses, and what nests deeper is no training line.
const deepest = 400;

/** A value that was read, or the UTF-16 offset from which on the text is no JSON. */
export type ReadTree = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly offset: number };

/** Reads one JSON value, strictly. */
export function readTree(text: string): ReadTree {
  if (nestingDepth(text) > deepest) return { ok: false, offset: 0 };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (isJson(text) && root) return { ok: true, value: fromNode(text, root) };
  return { ok: false, offset: errors[0]?.offset ?? 0 };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value at a node of a line that is valid JSON. */
export function fromNode(text: string, node: Node): Json {
  const { children = [] } = node;
  switch (node.type) {
    case 'string':
      return { type: 'string', value: String(node.value) };
    case 'array':
      return { type: 'array', items: children.map((child) => fromNode(text, child)) };
    case 'object':
      return {
        type: 'object',
        members: children.flatMap(({ children: [key, value] = [] }) =>
          key && value ? [{ key: String(key.value), value: fromNode(text, value) }] : [],
        ),
      };
    default:
      return { type: 'word', spelling: text.slice(node.offset, node.offset + node.length) };
  }
}

/** Whether two values are the same: keys in the same order, numbers spelled alike. */
export function sameTree(one: Json, other: Json): boolean {
  switch (one.type) {
    case 'string':
      return other.type === 'string' && one.value === other.value;
    case 'word':
      return other.type === 'word' && one.spelling === other.spelling;
    case 'array':
      return other.type === 'array' && sameList(one.items, other.items, sameTree);
    case 'object':
      return other.type === 'object' && sameList(one.members, other.members, (a, b) => a.key === b.key && sameTree(a.value, b.value));
  }
}

function sameList<Item>(one: readonly Item[], other: readonly Item[], same: (a: Item, b: Item) => boolean): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const pair = other[index];
      return pair !== undefined && same(item, pair);
    })
  );
}
