import { isArray } from '../json/parse';

const longest = 40;

/** Says what a value is, the way a message does: `the number 5`, `an empty list`, `the text "Chatb…"`. */
export function describe(value: unknown): string {
  if (value === null) return '`null`';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${quoted(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `\`${value}\``;
  if (isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return 'an object';
}

/** A value as it stands in a message; lists and objects by their kind, as `String` fails on an object whose `toString` is data. */
export function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null) return describe(value);
  return String(value);
}

/** The text in quotes, cut when it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** `a`, `a or b`, `a, b or c`, each in backquotes. */
export function oneOf(words: readonly string[]): string {
  const marked = words.map((word) => `\`${word}\``);
  return marked.length < 2 ? (marked[0] ?? '') : `${marked.slice(0, -1).join(', ')} or ${marked.at(-1)}`;
}

const nameOfType: ReadonlyMap<unknown, string> = new Map([
  ['string', 'a text'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['boolean', '`true` or `false`'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['null', '`null`'],
]);

/** What the `type` of a JSON Schema asks for: `a text`, `a list or an object`. */
export function typeNames(types: unknown): string {
  const names = (isArray(types) ? types : [types]).map((type) => nameOfType.get(type) ?? 'another type');
  return names.length < 2 ? (names[0] ?? 'another type') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
