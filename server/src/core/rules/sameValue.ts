import { isArray, isObject, member } from '../json/parse';

// Deeper values count as different: no training line nests like that, and the recursion must not exhaust the stack.
const deepest = 64;

/** Tells whether two parsed values are equal up to the order of keys. */
export function isSame(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (depth > deepest) return false;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index], depth + 1));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(member(a, key), member(b, key), depth + 1))
  );
}
