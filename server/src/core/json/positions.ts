import type { Node } from 'jsonc-parser';
import { ownString } from '../ownString';
import { nestingDepth } from './brackets';
import { brokenTree } from './brokenTree';
import { type Parsed, parseLine } from './parse';
import type { Path, Place } from './path';
import { brokenStructure, structureOf } from './structure';
import { itemOf, syntaxTree } from './syntaxTree';

/** Part of a line: UTF-16 offsets from its start, the end is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// jsonc-parser recurses, and a line that nests deeper than any training line is not worth an exhausted stack.
const deepestTree = 400;

const longestHead = 80;

/** A line with positions; made only for lines that have findings or hold the cursor. */
export interface PositionedLine {
  readonly text: string;
  /** The syntax tree, as far as the line can be read; undefined for an empty line and for absurdly deep nesting. */
  readonly root: Node | undefined;
}

/** A positioned line with its value, if it has one. */
export interface ReadLine extends PositionedLine {
  readonly parsed: Parsed;
  /** Its value, in a long line with no more than the beginning of long texts, whose faults are overlooked. */
  readonly outline: Parsed;
  /** The same of broken lines too, as far as they can be read: undefined when that is nothing. */
  readonly structure: unknown;
}

/** A line that is read when its value or its tree is asked for, each once, broken lines as far as they can be read. */
export function positionLine(text: string): ReadLine {
  let parsed: Parsed | undefined;
  let structure: Parsed | undefined;
  let tree: { readonly root: Node | undefined } | undefined;
  const read = (): Parsed => {
    parsed ??= parseLine(text);
    return parsed;
  };
  const readStructure = (): Parsed => {
    structure ??= structureOf(text, read);
    return structure;
  };
  const readTree = (): Node | undefined => {
    tree ??= { root: nestingDepth(text) > deepestTree ? undefined : readStructure().ok ? syntaxTree(text) : brokenTree(text) };
    return tree.root;
  };
  return {
    text,
    get parsed() {
      return read();
    },
    get outline() {
      return readStructure();
    },
    get structure() {
      const known = readStructure();
      if (known.ok) return known.value;
      const root = readTree();
      return root && brokenStructure(text, root);
    },
    get root() {
      return readTree();
    },
  };
}

/** Where a place is in its line; falls back to the nearest thing around it that exists, at last to the whole line. */
export function spanOf(line: PositionedLine, place: Place): Span {
  switch (place.at) {
    case 'line':
      return lineHead(line.text);
    case 'span':
      return { start: place.start, end: place.end };
    case 'value':
      return nodeSpan(nearestNode(line, place.path)) ?? lineHead(line.text);
    case 'key': {
      const key = keyNode(line, place.path);
      return nodeSpan(key ?? nearestNode(line, place.path)) ?? lineHead(line.text);
    }
    case 'text': {
      const node = nodeAt(line, place.path);
      if (node?.type !== 'string') return nodeSpan(nearestNode(line, place.path)) ?? lineHead(line.text);
      const raw = line.text.slice(node.offset + 1, node.offset + node.length - 1);
      return { start: node.offset + 1 + rawOffset(raw, place.start), end: node.offset + 1 + rawOffset(raw, place.end) };
    }
  }
}

/** The node of the value at `path`; of a key that stands twice the last, whose value is the one that parsers keep. */
export function nodeAt(line: PositionedLine, path: Path): Node | undefined {
  let node = line.root;
  for (const step of path) {
    if (typeof step === 'number') node = node?.type === 'array' ? itemOf(node, step) : undefined;
    else if (node?.type !== 'object') return undefined;
    else node = propertyOf(node, step)?.children?.[1];
  }
  return node;
}

/** Where the values at these paths stand in a line of valid JSON; undefined for those that it does not have. Any other line is survived. */
export function valueSpans(text: string, paths: readonly Path[]): readonly (Span | undefined)[] {
  const line: PositionedLine = { text, root: syntaxTree(text) };
  return paths.map((path) => {
    const node = nodeAt(line, path);
    const end = node ? node.offset + node.length : Number.POSITIVE_INFINITY;
    return node && end <= text.length ? { start: node.offset, end } : undefined;
  });
}

// Below this many members looking through them all is faster than an index.
const indexedMembers = 32;
const indexes = new WeakMap<Node, ReadonlyMap<unknown, Node>>();

function propertyOf(object: Node, key: string): Node | undefined {
  const { children = [] } = object;
  if (children.length < indexedMembers) return children.findLast((property) => property.children?.[0]?.value === key);
  let index = indexes.get(object);
  if (!index) {
    index = new Map(children.map((property) => [property.children?.[0]?.value, property]));
    indexes.set(object, index);
  }
  return index.get(key);
}

/** The node of the key of the member at `path`. */
export function keyNode(line: PositionedLine, path: Path): Node | undefined {
  const property = nodeAt(line, path)?.parent;
  return property?.type === 'property' ? property.children?.[0] : undefined;
}

/**
 * The offset in a string's spelling (what stands between the quotes) of the UTF-16 unit `target` of its value: escapes are
 * passed over whole.
 */
export function rawOffset(raw: string, target: number): number {
  let offset = 0;
  for (let unit = 0; unit < target && offset < raw.length; unit++) offset += escapeLength(raw, offset);
  return offset;
}

/** The UTF-16 unit of a string's value that the offset in its spelling belongs to: the reverse of `rawOffset`. */
export function valueOffset(raw: string, target: number): number {
  let unit = 0;
  for (let offset = 0; offset < target && offset < raw.length; unit++) {
    const next = offset + escapeLength(raw, offset);
    if (next > target) break;
    offset = next;
  }
  return unit;
}

function escapeLength(raw: string, offset: number): number {
  if (raw[offset] !== '\\') return 1;
  return raw[offset + 1] === 'u' ? 6 : 2;
}

function nearestNode(line: PositionedLine, path: Path): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(line, path.slice(0, length));
    if (node) return node;
  }
  return undefined;
}

// A big object is blamed by its opening bracket alone: underlining a whole record hides what is wrong in it.
function nodeSpan(node: Node | undefined): Span | undefined {
  if (!node) return undefined;
  const compound = node.type === 'array' ? itemOf(node, 0) !== undefined : node.type === 'object' && (node.children?.length ?? 0) > 0;
  return { start: node.offset, end: node.offset + (compound ? 1 : node.length) };
}

/**
 * What stands for a whole line: the opening bracket with the first key, or the first words of what is no record. Underlining
 * kilobytes would hide what else is said of them.
 */
export function lineHead(text: string): Span {
  if (text.startsWith(lastHead.text)) return lastHead.span;
  const start = text.search(/\S/);
  if (start === -1) return { start: 0, end: text.length };
  const head = text.slice(start, start + longestHead);
  const key = /^[[{]\s*"[^"\\]*"/.exec(head)?.[0];
  const span = { start, end: start + (key ?? head.trimEnd()).length };
  if (key !== undefined) lastHead = { text: ownString(text.slice(0, span.end)), span };
  return span;
}

// The lines of a file begin alike: the last head that ended with a key is mostly that of the next line too.
let lastHead: { readonly text: string; readonly span: Span } = { text: '{"messages"', span: { start: 0, end: 11 } };
