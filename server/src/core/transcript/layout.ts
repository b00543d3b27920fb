import type { Path } from '../json/path';
import { readMessage } from './messageLayout';
import { chatKeys, type Example, type MessageKeys, type Unit } from './model';
import { isLong, readable, shortLine, spell } from './spell';
import { type Json, type JsonObjectTree, type Member, readTree } from './tree';

// Keys of which people write the values, so that these stand as texts however short they are.
const textKeys: ReadonlySet<string> = new Set([
  'prompt',
  'completion',
  'instruction',
  'input',
  'output',
  'text',
  'question',
  'answer',
  'response',
  'context',
  'chosen',
  'rejected',
]);

/** Takes a line apart as a transcript shows it. What is no JSON object, or nests absurdly deep, is carried as it is. */
export function layOut(line: string): Example {
  // A byte order mark is neither JSON nor to be lost.
  const tree = /^[ \t\r]*\{/.test(line) ? readTree(line) : undefined;
  if (!tree?.ok || tree.value.type !== 'object') return { kind: 'verbatim', line };
  return { kind: 'example', units: tree.value.members.flatMap((member) => unitsOf(member, [], tree.value as JsonObjectTree)) };
}

function unitsOf({ key, value }: Member, at: Path, parent: JsonObjectTree): readonly Unit[] {
  const path = [...at, key];
  // A key that stands twice cannot be told by its path, so its values stay whole and in the key block.
  const single = parent.members.filter((member) => member.key === key).length === 1;
  return valueUnits(value, path, single);
}

function valueUnits(value: Json, path: Path, mayOpen: boolean): readonly Unit[] {
  if (value.type === 'string') {
    const own = textKeys.has(String(path.at(-1))) && path.length === 1 && value.value !== '';
    return [own || isLong(value.value) ? { form: 'text', path, text: value.value } : { form: 'key', path, value }];
  }
  const keys = value.type === 'array' ? messageKeys(value.items) : undefined;
  if (value.type === 'array' && keys) {
    const messages = value.items.flatMap((item) => (item.type === 'object' ? [readMessage(item, keys)] : []));
    return [{ form: 'messages', path, keys, messages }];
  }
  if (mayOpen && opens(value)) {
    return value.type === 'object'
      ? value.members.flatMap((member) => unitsOf(member, path, value))
      : value.type === 'array'
        ? value.items.flatMap((item, index) => valueUnits(item, [...path, index], true))
        : [];
  }
  const block = mayOpen && (value.type === 'array' || value.type === 'object') && spell(value, readable).length > shortLine;
  return [{ form: block ? 'json' : 'key', path, value }];
}

// More than that and a list or an object is read better as one block of JSON.
const mostOpened = 6;

/** Whether a list or object is taken apart: one that holds messages, or little more than a long text. */
function opens(value: Json): boolean {
  return holdsMessages(value) || (holdsLongText(value) && leaves(value) <= mostOpened);
}

function holdsMessages(value: Json): boolean {
  return (
    value.type === 'object' &&
    value.members.some(({ value: inner }) => (inner.type === 'array' && messageKeys(inner.items) !== undefined) || holdsMessages(inner))
  );
}

function holdsLongText(value: Json): boolean {
  if (value.type === 'string') return isLong(value.value);
  return childrenOf(value).some(holdsLongText);
}

function leaves(value: Json): number {
  const children = childrenOf(value);
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leaves(child), 0);
}

function childrenOf(value: Json): readonly Json[] {
  if (value.type === 'array') return value.items;
  return value.type === 'object' ? value.members.map((member) => member.value) : [];
}

/** The keys of a list of messages; undefined when it is none: all items are objects, and one at least has a role. */
function messageKeys(items: readonly Json[]): MessageKeys | undefined {
  const objects = items.flatMap((item) => (item.type === 'object' ? [item] : []));
  if (objects.length !== items.length) return undefined;
  const role = ['role', 'from'].find((key) => objects.some((object) => valueAt(object, key)?.type === 'string'));
  if (role === undefined) return undefined;
  const text = ['content', 'parts', 'text', 'value', 'message'].find((key) => objects.some((object) => valueAt(object, key) !== undefined));
  if (text === undefined) return { role, text: chatKeys.text };
  const texts = objects.flatMap((object) => valueAt(object, text) ?? []);
  const bare = texts.some(beginsWithBareText) && texts.every(({ type }) => type !== 'string');
  return { role, text: bare ? [text, 0, 'text'] : [text] };
}

function beginsWithBareText(value: Json): boolean {
  const [first] = value.type === 'array' ? value.items : [];
  return (
    first?.type === 'object' && first.members.length === 1 && first.members[0]?.key === 'text' && first.members[0].value.type === 'string'
  );
}

/** The first value under a key. */
function valueAt(object: JsonObjectTree, key: string): Json | undefined {
  return object.members.find((member) => member.key === key)?.value;
}
