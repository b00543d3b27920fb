import { reasonOf } from '../errors';
/** A line's value, or the reason why it has none. */
export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Parses one line with `JSON.parse`; never throws. Readers of files take the mark before the first line away; any other is no JSON. */
export function parseLine(text: string): Parsed {
  // An exception costs more than parsing a line does, and a record that is spread over lines would throw one for each.
  if (!beginsAndEndsAsJson(text)) return { ok: false, reason: 'it does not begin and end as JSON does' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** False only for texts that are surely no JSON. */
function beginsAndEndsAsJson(text: string): boolean {
  let start = 0;
  let end = text.length - 1;
  while (isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end))) end -= 1;
  const first = text[start] ?? '';
  const last = text[end] ?? '';
  if (first === '{') return last === '}' && end > start;
  if (first === '[') return last === ']' && end > start;
  if (first === '"') return last === '"' && end > start;
  return /[-\dtfn]/.test(first) && /[\del]/.test(last);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** A JSON object whose members may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells objects from arrays, null and scalars. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells arrays, without the `any[]` that `Array.isArray` gives. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The own member `key`, so that a key such as `__proto__` or `constructor` never reaches the prototype. */
export function member(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
