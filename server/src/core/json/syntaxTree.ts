import type { Node, NodeType } from 'jsonc-parser';
import { endOfString } from './brackets';
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
    else if (this.type === 'array') this.#children = itemsOf(this.#text, this);
    else if (this.type === 'property') this.#children = sidesOf(this.#text, this);
    return this.#children;
  }
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

function itemsOf(text: string, array: Node): Node[] {
  const items: Node[] = [];
  const last = array.offset + array.length - 1;
  for (let at = skipBlank(text, array.offset + 1); at < last; at = behindComma(text, at)) {
    const end = skipValue(text, at);
    items.push(valueNode(text, at, end, array));
    at = end;
  }
  return items;
}

function sidesOf(text: string, property: Node): Node[] {
  const { offset, length, colonOffset = offset } = property;
  const key = valueNode(text, offset, endOfString(text, offset) + 1, property);
  return [key, valueNode(text, skipBlank(text, colonOffset + 1), offset + length, property)];
}

function behindComma(text: string, from: number): number {
  const at = skipBlank(text, from);
  return text[at] === ',' ? skipBlank(text, at + 1) : at;
}
