import { closest, distance } from 'fastest-levenshtein';

/** The known name that a wrong one is surely meant to be, misspelt or cut short; undefined when none is near. */
export function nearest(wanted: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const begun = wanted.length > 2 ? known.find((name) => name.startsWith(wanted.toLowerCase())) : undefined;
  if (begun) return begun;
  const near = closest(wanted.toLowerCase(), [...known]);
  return distance(wanted.toLowerCase(), near) <= Math.max(2, wanted.length / 3) ? near : undefined;
}
