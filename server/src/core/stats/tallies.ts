import type { NamedTally, Tally } from './report';

/** Counts things by what they have in common, and keeps for each the first line (from 1). */
export interface Tallies<Key> {
  readonly add: (key: Key, line: number, by?: number) => void;
  readonly get: (key: Key) => Tally;
  /** All of them, the most frequent first; of equals the one that came first. */
  readonly sorted: () => readonly (readonly [Key, Tally])[];
  readonly size: () => number;
}

/** What was not found anywhere. */
export const none: Tally = { count: 0, line: 0 };

/** Begins to count. */
export function createTallies<Key>(): Tallies<Key> {
  const tallies = new Map<Key, { count: number; readonly line: number }>();
  return {
    add: (key, line, by = 1) => {
      const tally = tallies.get(key);
      if (tally) tally.count += by;
      else tallies.set(key, { count: by, line });
    },
    get: (key) => tallies.get(key) ?? none,
    sorted: () => [...tallies].sort(([, a], [, b]) => b.count - a.count || a.line - b.line),
    size: () => tallies.size,
  };
}

/** The tallies with the names that people read. */
export function named<Key>(tallies: Tallies<Key>, nameOf: (key: Key) => string): readonly NamedTally[] {
  return tallies.sorted().map(([key, tally]) => ({ name: nameOf(key), ...tally }));
}
