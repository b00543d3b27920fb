import { hashOf } from '../core/check/hash';

/** A number that tells what a line says, by which it is found again: 53 bits, so that no two lines of a file are likely to share one. */
export function markOf(text: string): number {
  return hashOf(text);
}
