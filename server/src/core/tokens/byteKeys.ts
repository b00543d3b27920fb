// Strings of bytes as keys of tables: up to 12 of them are three words, which are compared and hashed without looking at each byte.

/** Bytes of the longest key that three words hold. */
export const shortKey = 12;

/** The first four of a short key's `length` bytes from `start`, zeros behind its end. */
export function firstWord(view: DataView, start: number, length: number): number {
  return view.getInt32(start, true) & (firstMasks[length] ?? 0);
}

/** The next four, like `firstWord`. */
export function secondWord(view: DataView, start: number, length: number): number {
  return view.getInt32(start + 4, true) & (secondMasks[length] ?? 0);
}

/** The last four, like `firstWord`. */
export function thirdWord(view: DataView, start: number, length: number): number {
  return view.getInt32(start + 8, true) & (thirdMasks[length] ?? 0);
}

// By a key's length, which bits of its three words are its own.
const firstMasks = masks(0);
const secondMasks = masks(4);
const thirdMasks = masks(8);

function masks(from: number): Int32Array {
  const mask = (length: number): number => (length >= from + 4 ? -1 : length > from ? (1 << (8 * (length - from))) - 1 : 0);
  return Int32Array.from({ length: shortKey + 1 }, (_, length) => mask(length));
}

/** The hash of a short key; its high bits are the best. */
export function hashWords(first: number, second: number, third: number, length: number): number {
  const sum = Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b) + Math.imul(third, 0xc2b2ae35) + length;
  const mixed = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** The hash of a key of more than four bytes; its high bits are the best. */
export function hashBytes(view: DataView, start: number, length: number): number {
  let hash = length;
  for (let at = start; at + 4 < start + length; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash ^ view.getInt32(start + length - 4, true), 0x85ebca6b);
}

/** Whether two strings of `length` bytes are the same. */
export function areSame(some: Uint8Array, someStart: number, others: Uint8Array, othersStart: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (some[someStart + at] !== others[othersStart + at]) return false;
  return true;
}
