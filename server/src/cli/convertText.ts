import { readingsOf, writeLines } from '../core/convert/convert';
import type { Note } from '../core/convert/reading';
import { splitRows } from '../core/rows/row';
import { choices, UsageError } from './arguments';
import type { TextArguments } from './convertArguments';
import { plural } from './report';

/** Training lines made of a text, and what to tell the user about them. */
export interface ConvertedText {
  /** Chat lines, or prompts and completions where there is no question; without line breaks. */
  readonly lines: readonly string[];
  /** How the text was read, and what was skipped or guessed with its line (from 1). */
  readonly notes: readonly string[];
}

/** Turns a text into training lines by the reading that was asked for, else the best; throws a UsageError when there is no such reading. */
export function convertText(text: string, { as, assistant, system, maxTokens }: TextArguments): ConvertedText {
  if (maxTokens !== undefined) throw new UsageError('--max-tokens does not cut texts yet');
  const offers = readingsOf(text, { ...(assistant !== undefined && { assistant }), ...(system !== undefined && { system }) });
  const named = offers.find(({ id, reading }) => id === as || reading.id === as);
  if (as !== undefined && !named) {
    throw new UsageError(
      `the text cannot be read as ${as}${choices(
        as,
        offers.map(({ id }) => id),
      )}`,
    );
  }
  // A prompt can only be asked for where somebody sits.
  const offer = named ?? offers.find(({ needsPrompt }) => !needsPrompt);
  if (!offer) return { lines: [], notes: ['nothing in it can be read'] };
  return {
    lines: writeLines(offer.result, offer.options),
    notes: [
      `read as ${offer.title.toLowerCase()} (${offer.id}), ${plural(offer.result.examples.length, 'example')}`,
      ...offer.result.notes.map((note) => noteText(text, note)),
    ],
  };
}

function noteText(text: string, { message, span }: Note): string {
  return `line ${splitRows(text.slice(0, span.start)).length}: ${message}`;
}
