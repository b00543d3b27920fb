import type { JsonObject } from '../../json/parse';

/** A value as one line of JSON. */
export function jsonLine(value: JsonObject): string {
  return withoutSeparators(JSON.stringify(value));
}

/** JSON with Unicode's own line separators escaped: they stand within strings only, and some readers break lines there. */
export function withoutSeparators(json: string): string {
  return json.replace(/[\u0085\u2028\u2029]/g, (separator) => `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
