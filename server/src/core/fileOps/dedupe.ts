import { hashOf } from '../check/hash';
import { NumberTable } from '../check/numberTable';
import type { ExampleLine } from './exampleLine';

/** Tells of each example, asked in the order of the file, whether it is the first of its kind; remembers a number a line. */
export function firstOfItsKind(): (line: ExampleLine) => boolean {
  const seen = new NumberTable();
  return ({ value }) => {
    const hash = hashOf(value);
    if (seen.get(hash) !== undefined) return false;
    seen.set(hash, 0);
    return true;
  };
}
