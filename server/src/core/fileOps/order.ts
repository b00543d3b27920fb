import { numbersBelow, randomFrom, shuffle } from './random';

/** Numbers by their index from 0. */
interface Numbers {
  readonly length: number;
  readonly at: (index: number) => number | undefined;
}

/** The indexes of so many lines in a random order, the same for the same seed. */
export function shuffledOrder(count: number, seed: number): Uint32Array {
  const order = numbersBelow(count);
  shuffle(order, randomFrom(seed));
  return order;
}

/** The indexes of the lengths from the shortest to the longest, or the other way; equal ones stay in their order. */
export function sortedOrder(lengths: Numbers, longestFirst: boolean): Uint32Array {
  const sign = longestFirst ? -1 : 1;
  return numbersBelow(lengths.length).sort((a, b) => sign * ((lengths.at(a) ?? 0) - (lengths.at(b) ?? 0)) || a - b);
}
