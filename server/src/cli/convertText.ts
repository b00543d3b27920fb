import { convertText as convert } from '../core/convert/convert';
import { linesInShape, usualShape } from '../core/convert/linesInShape';
import { noteLines } from '../core/convert/noteLines';
import type { Offer } from '../core/convert/offers';
import type { ConvertOptions } from '../core/convert/reading';
import { readings } from '../core/convert/readings/index';
import { counted } from '../core/numbers';
import { acceptedShape } from '../core/rules/accepted';
import { shapeById } from '../core/shapes/index';
import { defaultTargetId, modelOf } from '../core/targets/index';
import type { Target } from '../core/targets/target';
import { createCounter } from '../core/tokens/counter';
import { vocabularyOf } from '../core/tokens/encodings';
import { choices, targetNamed, UsageError } from './arguments';
import type { TextArguments } from './convertArguments';
import type { CliIo } from './io';

/** Training lines made of a text, and what to tell the user about them. */
export interface ConvertedText {
  /** Lines of the shape that was asked for, or that the target usually takes, without line breaks; each passes the target's check. */
  readonly lines: readonly string[];
  /** Whether it gave no line, or something in it that was to be an example could not be read or written. */
  readonly leftOut: boolean;
  /** How the text was read, and what was skipped or guessed, with its line (from 1) where it has one. */
  readonly notes: readonly { readonly line?: number; readonly message: string }[];
}

/** The ids of all readings and of their ways. */
export const readingNames: readonly string[] = readings.flatMap(({ id, ways = [] }) => [id, ...ways.map((way) => `${id}-${way.id}`)]);

/** What the lines are for: a kind of output, undefined where none was named, and who will train on them. */
interface Wanted {
  readonly to: string | undefined;
  readonly target: Target;
}

/** The readings whose columns can be named. */
const columnReadings = ['table', 'records'];

// More places of the same kind are told as a number.
const placesShown = 3;

/**
 * Turns a text into training lines by the reading that was asked for, else the best; refuses one that has not the columns that were
 * named. Throws a UsageError for a reading that is none.
 */
export async function convertText(
  text: string,
  args: TextArguments,
  output: Wanted,
  io: CliIo,
): Promise<ConvertedText | { readonly refused: string }> {
  const { as, maxTokens, overlap } = args;
  if (as !== undefined && !readingNames.includes(as)) throw new UsageError(`there is no reading ${as}${choices(as, readingNames)}`);
  if (as !== undefined && args.options.columns && !columnReadings.includes(as))
    throw new UsageError(`--column goes with ${columnReadings.map((each) => `--as ${each}`).join(' or ')}: ${as} has no columns`);
  const options: ConvertOptions = { ...args.options, ...(output.to === 'completion' && { shape: 'completion' }) };
  const limit = maxTokens === undefined ? undefined : { maxTokens, ...(overlap !== undefined && { overlap }), count: await countWith(io) };
  // Cutting costs more than reading, so it is done for the chosen reading alone.
  const uncut = as === undefined ? await best(text, options) : undefined;
  const wanted = as ?? uncut?.id;
  const isCut = limit !== undefined || uncut === undefined;
  const offer =
    isCut && wanted !== undefined ? preferred(await convert(text, options, { wanted, ...(limit && { limit }) }), options) : uncut;
  const refused = options.columns && lackingColumns(offer);
  if (refused !== undefined) return { refused };
  if (!offer) return { lines: [], leftOut: true, notes: [{ message: 'There is nothing in it that can be read.' }] };
  const { to, target } = output;
  const asked = to === undefined ? undefined : shapeById(to);
  const shape = asked ?? usualShape(target, to === undefined && offer.options.passage === 'complete');
  // Only what is to be trained on is held to a check, and only where the target was meant for it.
  const isTraining = asked !== undefined || to === undefined || to === 'lines';
  const trainer = isTraining && acceptedShape(target, shape) ? { target, severities: {} } : undefined;
  const { lines, examples, losses } = linesInShape(offer.result, offer.options, shape, trainer);
  return {
    lines,
    leftOut: new Set(examples).size < Math.max(1, offer.result.examples.length) || offer.result.notes.some((note) => note.costsExample),
    notes: [
      { message: `read as ${offer.title.toLowerCase()} (${offer.id}), ${counted(lines.length, 'example')}` },
      ...losses.map((message) => ({ message })),
      ...noteLines(text, offer.result.notes).flatMap((note) => shown(note)),
    ],
  };
}

// Whoever names columns says that the text has some, however little it looks so.
async function best(text: string, options: ConvertOptions): Promise<Offer | undefined> {
  if (!options.columns) return preferred(await convert(text, options, {}), options);
  const offers = await Promise.all(columnReadings.map((wanted) => convert(text, options, { wanted })));
  return offers
    .flat()
    .filter(({ result }) => result.choices?.columns)
    .toSorted((a, b) => unknownIn(a).length - unknownIn(b).length || b.confidence - a.confidence)[0];
}

function unknownIn({ result }: Offer): readonly string[] {
  return result.choices?.columns?.unknown ?? [];
}

/** Why the columns that were named cannot be taken; undefined where they can. */
function lackingColumns(offer: Offer | undefined): string | undefined {
  const columns = offer?.result.choices?.columns;
  if (!offer || !columns) return '--column names columns of a table or keys of records, and this file holds neither';
  const [unknown] = unknownIn(offer);
  return unknown === undefined
    ? undefined
    : `no column is called “${unknown}”; the columns are ${columns.names.map((name) => `“${name}”`).join(', ')}`;
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
  return more > 1 ? [...notes, { message: `The same of ${counted(more, 'more line')}: ${message}` }] : notes;
}

async function countWith(io: CliIo): Promise<(texts: readonly string[]) => readonly number[]> {
  const encoding = modelOf(targetNamed(defaultTargetId))?.encoding ?? 'o200k_base';
  const name = vocabularyOf(encoding);
  const counter = createCounter(name, await io.vocabulary(name));
  return (texts) => texts.map((each) => counter.count(each));
}
