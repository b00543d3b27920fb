/** A source of numbers from 0 up to and without 1 that gives the same ones for the same seed, on every machine. */
export function randomFrom(seed: number): () => number {
  // Mulberry32, a generator of 32 bits whose numbers are good enough to shuffle by.
  let state = seed >>> 0 || 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Puts the numbers into an order that the source decides. */
export function shuffle(numbers: Uint32Array, random: () => number): void {
  for (let index = numbers.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const moved = numbers[index] ?? 0;
    numbers[index] = numbers[other] ?? 0;
    numbers[other] = moved;
  }
}

/** The numbers from 0 up to and without `count`, in their order. */
export function numbersBelow(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}
