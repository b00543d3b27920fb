import type { LineFacts } from './rule';

/** What makes two lines the same example: their input and answer where they have these, else all that they hold. */
export function exampleKey({ hashes }: Pick<LineFacts, 'hashes'>): number | undefined {
  if (!hashes) return undefined;
  const { whole, input, answer } = hashes;
  // Each is a whole number below 2^53, and the sum of their halves is one too.
  return input === undefined || answer === undefined ? whole : Math.floor(input / 2) + Math.floor(answer / 2);
}
