import { hashOf } from '../check/hash';
import type { ExampleLine } from './exampleLine';

/** Tells of each example, asked in the order of the file, whether it is the first of its kind; remembers a number a line. */
export function firstOfItsKind(): (line: ExampleLine) => boolean {
  const seen = new Set<number>();
  return ({ value }) => {
    const hash = hashOf(value);
    if (seen.has(hash)) return false;
    seen.add(hash);
    return true;
  };
}
