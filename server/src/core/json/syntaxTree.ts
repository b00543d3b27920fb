import type { Node, NodeType } from 'jsonc-parser';
import { lastUpTo } from './ascending';
import { endOfString } from './brackets';
import type { Path } from './path';
import { contentEnd, skipBlank, skipValue } from './skip';
import { valueOfString } from './stringValue';

/**
 * The syntax tree of a text that is valid JSON but for what stands in its strings, as `parseTree` gives it, but read where it is looked at: what nobody asks for is
 * passed over and no text is copied, so that the way to one place in a line of megabytes costs a few milliseconds.
 */
export function syntaxTree(text: string): Node {
  return valueNode(text, skipBlank(text, 0), contentEnd(text, text.length), undefined);
}

class SyntaxNode implements Node {
  readonly type: NodeType;
  readonly offset: number;
  readonly length: number;
  readonly parent?: Node;
  readonly colonOffset?: number;
  readonly #text: string;
  #children: Node[] | undefined;
  /** Where the items of an array begin, and the nodes that were made of them so far. */
  #starts: readonly number[] | undefined;
  #items: Node[] = [];
  #value: unknown;

  constructor(text: string, type: NodeType, start: number, end: number, parent: Node | undefined, colonOffset?: number) {
    this.type = type;
    this.offset = start;
    this.length = end - start;
    this.#text = text;
    if (parent) this.parent = parent;
    if (colonOffset !== undefined) this.colonOffset = colonOffset;
  }

  get value(): unknown {
    if (this.type === 'object' || this.type === 'array' || this.type === 'property') return undefined;
    if (this.#value === undefined) {
      const spelled = this.#text.slice(this.offset, this.offset + this.length);
      this.#value = this.type === 'string' ? valueOfString(spelled) : JSON.parse(spelled);
    }
    return this.#value;
  }

  get children(): Node[] | undefined {
    if (this.#children) return this.#children;
    if (this.type === 'object') this.#children = membersOf(this.#text, this);
    else if (this.type === 'array') this.#children = this.#itemStarts().flatMap((_, index) => this.item(index) ?? []);
    else if (this.type === 'property') this.#children = sidesOf(this.#text, this);
    return this.#children;
  }

  /** An array's item; of others no node is made. */
  item(index: number): Node | undefined {
    const start = this.#itemStarts()[index];
    if (start === undefined) return undefined;
    this.#items[index] ??= valueNode(this.#text, start, skipValue(this.#text, start), this);
    return this.#items[index];
  }

  /** The index of the last item of an array that begins at or before an offset; -1 where none does. */
  indexAt(offset: number): number {
    return lastUpTo(this.#itemStarts(), offset);
  }

  #itemStarts(): readonly number[] {
    this.#starts ??= this.type === 'array' ? startsOfItems(this.#text, this) : [];
    return this.#starts;
  }
}

/** The item of an array at an index. */
export function itemOf(array: Node, index: number): Node | undefined {
  return array instanceof SyntaxNode ? array.item(index) : array.children?.[index];
}

/**
 * The innermost node at an offset, as `findNodeAtOffset` of `jsonc-parser` gives it, and of a syntax tree that is read where it is
 * looked at without its other nodes.
 */
export function nodeAtOffset(node: Node, offset: number, rightBound = false): Node | undefined {
  const end = node.offset + node.length;
  if (offset < node.offset || offset > end || (offset === end && !rightBound)) return undefined;
  if (node instanceof SyntaxNode && node.type === 'array') {
    const item = node.item(node.indexAt(offset));
    return (item && nodeAtOffset(item, offset, rightBound)) ?? node;
  }
  for (const child of node.children ?? []) {
    if (child.offset > offset) break;
    const found = nodeAtOffset(child, offset, rightBound);
    if (found) return found;
  }
  return node;
}

/** The way from the root to a node, as `getNodePath` of `jsonc-parser` gives it. */
export function pathTo(node: Node): Path {
  const path: (string | number)[] = [];
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'property') path.push(parent.children?.[0]?.value);
    else if (parent.type === 'array')
      path.push(parent instanceof SyntaxNode ? parent.indexAt(at.offset) : (parent.children?.indexOf(at) ?? 0));
  }
  return path.reverse();
}

function valueNode(text: string, start: number, end: number, parent: Node | undefined): Node {
  return new SyntaxNode(text, types[text.charAt(start)] ?? 'number', start, end, parent);
}

const types: Readonly<Record<string, NodeType>> = {
  '{': 'object',
  '[': 'array',
  '"': 'string',
  t: 'boolean',
  f: 'boolean',
  n: 'null',
};

function membersOf(text: string, object: Node): Node[] {
  const members: Node[] = [];
  const last = object.offset + object.length - 1;
  for (let at = skipBlank(text, object.offset + 1); at < last; at = behindComma(text, at)) {
    const colon = skipBlank(text, endOfString(text, at) + 1);
    const end = skipValue(text, skipBlank(text, colon + 1));
    members.push(new SyntaxNode(text, 'property', at, end, object, colon));
    at = end;
  }
  return members;
}

function startsOfItems(text: string, array: Node): readonly number[] {
  const starts: number[] = [];
  const last = array.offset + array.length - 1;
  for (let at = skipBlank(text, array.offset + 1); at < last; ) {
    starts.push(at);
    const next = behindComma(text, skipValue(text, at));
    // What is no JSON after all must not hold the reader in one place.
    if (next === at) break;
    at = next;
  }
  return starts;
}

function sidesOf(text: string, property: Node): Node[] {
  const { offset, length, colonOffset = offset } = property;
  const key = new SyntaxNode(text, 'string', offset, endOfString(text, offset) + 1, property);
  return [key, valueNode(text, skipBlank(text, colonOffset + 1), offset + length, property)];
}

function behindComma(text: string, from: number): number {
  const at = skipBlank(text, from);
  return text[at] === ',' ? skipBlank(text, at + 1) : at;
}
