/** The way from a line's root to a value: keys of objects and indexes of arrays. */
export type Path = readonly (string | number)[];

/** What a finding blames within its line. Offsets are UTF-16 units from the line's start. */
export type Place =
  | { readonly at: 'line' }
  | { readonly at: 'value'; readonly path: Path }
  | { readonly at: 'key'; readonly path: Path }
  | { readonly at: 'span'; readonly start: number; readonly end: number }
  /** A part of a string value; `start` and `end` count UTF-16 units of the string as parsed, not of its spelling. */
  | { readonly at: 'text'; readonly path: Path; readonly start: number; readonly end: number };

/** The whole line. */
export const wholeLine: Place = { at: 'line' };

/** The value at `path`. */
export function atValue(...path: Path): Place {
  return { at: 'value', path };
}

/** The key of the member at `path`. */
export function atKey(...path: Path): Place {
  return { at: 'key', path };
}

/** Whether two paths lead to the same value. */
export function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Whether a path leads to what another leads to, or into it. */
export function leadsInto(path: Path, other: Path): boolean {
  return path.length >= other.length && other.every((step, index) => step === path[index]);
}

/** The path as people write it: `messages[2].content`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : /^[\w$]+$/.test(step) ? (index ? `.${step}` : step) : `[${JSON.stringify(step)}]`,
    )
    .join('');
}
