import type { Position } from './edit';

/** Where an offset (UTF-16 units) lies in a text, by line and character from 0. */
export function placeAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
