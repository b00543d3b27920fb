import { randomFrom, shuffled } from './random';

/** The indexes of so many lines in a random order, the same for the same seed. */
export function shuffledOrder(count: number, seed: number): number[] {
  return shuffled(
    Array.from({ length: count }, (_, index) => index),
    randomFrom(seed),
  );
}

/** The indexes of the lengths from the shortest to the longest, or the other way; equal ones stay in their order. */
export function sortedOrder(lengths: readonly number[], longestFirst: boolean): number[] {
  const sign = longestFirst ? -1 : 1;
  return lengths.map((_, index) => index).sort((a, b) => sign * ((lengths[a] ?? 0) - (lengths[b] ?? 0)) || a - b);
}
