import { lineAt, splitLines } from './lines';
import type { Note } from './reading';

/** What is said of several places of a text in the same words. */
export interface NoteLines {
  readonly message: string;
  /** The lines (from 1) in order, each once. */
  readonly lines: readonly number[];
}

/** Each message of the notes once, with the lines that it is about, in the order of their first places. */
export function noteLines(text: string, notes: readonly Note[]): readonly NoteLines[] {
  if (notes.length === 0) return [];
  const starts = splitLines(text);
  const byMessage = new Map<string, Set<number>>();
  for (const { message, span } of notes) {
    const line = lineAt(starts, span.start) + 1;
    byMessage.set(message, (byMessage.get(message) ?? new Set()).add(line));
  }
  return Array.from(byMessage, ([message, lines]) => ({ message, lines: [...lines] }));
}
