import type { Counter } from './counter';

/** The tokens of every string within a value, keys left out. Takes any depth. */
export function countTexts(value: unknown, count: Counter['count']): number {
  let tokens = 0;
  // No recursion: JSON may be nested deeper than the call stack.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') tokens += count(next);
    else if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) waiting.push(part);
  }
  return tokens;
}
