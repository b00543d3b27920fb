import { convertText as convert, type Offer, writeLines } from '../core/convert/convert';
import { noteLines } from '../core/convert/noteLines';
import type { ConvertOptions } from '../core/convert/reading';
import { readings } from '../core/convert/readings/index';
import { defaultTargetId, modelOf } from '../core/targets/index';
import { createCounter } from '../core/tokens/counter';
import { vocabularyOf } from '../core/tokens/encodings';
import { choices, targetNamed, UsageError } from './arguments';
import type { TextArguments } from './convertArguments';
import type { CliIo } from './io';
import { plural } from './report';

/** Training lines made of a text, and what to tell the user about them. */
export interface ConvertedText {
  /** Chat lines, or prompts and completions where that was asked for or there is no question; without line breaks. */
  readonly lines: readonly string[];
  /** How the text was read, and what was skipped or guessed, with its line (from 1) where it has one. */
  readonly notes: readonly { readonly line?: number; readonly message: string }[];
}

/** The ids of all readings and of their ways. */
export const readingNames: readonly string[] = readings.flatMap(({ id, ways = [] }) => [id, ...ways.map((way) => `${id}-${way.id}`)]);

// More places of the same kind are told as a number.
const placesShown = 3;

/** Turns a text into training lines by the reading that was asked for, else the best; throws a UsageError for a reading that is none. */
export async function convertText(text: string, args: TextArguments, running: boolean, io: CliIo): Promise<ConvertedText> {
  const { as, maxTokens, overlap } = args;
  if (as !== undefined && !readingNames.includes(as)) throw new UsageError(`there is no reading ${as}${choices(as, readingNames)}`);
  const options: ConvertOptions = { ...args.options, ...(running && { shape: 'completion' }) };
  const limit = maxTokens === undefined ? undefined : { maxTokens, ...(overlap !== undefined && { overlap }), count: await countWith(io) };
  // Cutting costs more than reading, so it is done for the chosen reading alone.
  const id = as ?? preferred(await convert(text, options, {}), options)?.id;
  const offers = id === undefined ? [] : await convert(text, options, { wanted: id, ...(limit && { limit }) });
  const offer = preferred(offers, options);
  if (!offer) return { lines: [], notes: [{ message: 'There is nothing in it that can be read.' }] };
  const lines = writeLines(offer.result, running ? { ...offer.options, shape: 'completion' } : offer.options);
  return {
    lines,
    notes: [
      { message: `read as ${offer.title.toLowerCase()} (${offer.id}), ${plural(lines.length, 'example')}` },
      ...noteLines(text, offer.result.notes).flatMap((note) => shown(note)),
    ],
  };
}

// Nobody sits there to be asked for the prompt of an answer; without one, a text is better continued.
function preferred(offers: readonly Offer[], { prompt }: ConvertOptions): Offer | undefined {
  if (offers[0]?.reading.whole !== true) return offers[0];
  return offers.find(({ id }) => id === (prompt === undefined ? 'passage-continue' : 'passage-reply')) ?? offers[0];
}

function shown({ message, lines }: { readonly message: string; readonly lines: readonly number[] }): ConvertedText['notes'] {
  const more = lines.length - placesShown;
  const places = more > 1 ? lines.slice(0, placesShown) : lines;
  const notes = places.map((line) => ({ line, message }));
  return more > 1 ? [...notes, { message: `The same of ${plural(more, 'more line')}: ${message}` }] : notes;
}

async function countWith(io: CliIo): Promise<(texts: readonly string[]) => readonly number[]> {
  const encoding = modelOf(targetNamed(defaultTargetId))?.encoding ?? 'o200k_base';
  const name = vocabularyOf(encoding);
  const counter = createCounter(name, await io.vocabulary(name));
  return (texts) => texts.map((each) => counter.count(each));
}
