import type { TokenLimit } from './budget/limit';
import { readInPieces } from './budget/pieces';
import { splitLong } from './budget/split';
import type { ConvertOptions, Note, ReadExample, Reading, ReadResult } from './reading';
import { readings } from './readings/index';
import { joinWrapped } from './wrapped/join';

/** What one reading would make of a text. */
export interface Offer {
  /** The reading's id, with the way's where it has several: `transcript`, `passage-reply`. */
  readonly id: string;
  readonly title: string;
  readonly reading: Reading;
  /** The options that it was read with, the way's included; lines are to be written with the same. */
  readonly options: ConvertOptions;
  /** Whether the lines need a prompt that only the user can give. */
  readonly needsPrompt: boolean;
  readonly confidence: number;
  /** One line: why this reading. */
  readonly reason: string;
  /** One line: what it gives, "3 examples, 11 messages". */
  readonly summary: string;
  readonly result: ReadResult;
}

/** Every reading that sees something in the text, the best first; those that give no example come last. Never throws. */
export function readingsOf(text: string, options: ConvertOptions): readonly Offer[] {
  return sorted([...readStepwise(text, options)].flat().map((offer) => withParagraphs(text, offer)));
}

/** What keeps a conversion within a limit, and lets others have a turn. */
export interface Convert {
  /** The id of the one reading, or way of one, that is wanted; it is taken whatever its confidence is. */
  readonly wanted?: string;
  /** Examples that are longer are cut. */
  readonly limit?: TokenLimit;
  /** Called between steps that take a second at most for ten megabytes; rejects when nobody wants the result any more. */
  readonly checkpoint?: () => Promise<void>;
}

/** As `readingsOf`, in steps; rejects only when `checkpoint` or the counting does. */
export async function convertText(
  text: string,
  options: ConvertOptions,
  { wanted, limit, checkpoint }: Convert,
): Promise<readonly Offer[]> {
  const offers: Offer[] = [];
  for (const found of readStepwise(text, options, wanted)) {
    for (const offer of found) {
      await checkpoint?.();
      const cut = limit === undefined ? offer : await withinLimit(text, offer, limit, checkpoint);
      await checkpoint?.();
      offers.push(withParagraphs(text, cut));
    }
    await checkpoint?.();
  }
  return sorted(offers);
}

async function withinLimit(text: string, offer: Offer, limit: TokenLimit, checkpoint: Convert['checkpoint']): Promise<Offer> {
  const counting: TokenLimit = {
    ...limit,
    count: async (texts) => {
      await checkpoint?.();
      return limit.count(texts);
    },
  };
  const { reading, options } = offer;
  const result =
    reading.whole === true ? await readInPieces(text, reading, options, counting) : await splitLong(text, offer.result, counting);
  return { ...offer, result, summary: summaryOf(result) };
}

// Last, because until then a message that stands in the text to the letter can be cut with its place.
function withParagraphs(text: string, offer: Offer): Offer {
  const { reading, result, options } = offer;
  return reading.prose ? { ...offer, result: joinWrapped(text, result, options.keepLineBreaks === true) } : offer;
}

// One step for each reading.
function* readStepwise(text: string, options: ConvertOptions, wanted?: string): Generator<readonly Offer[]> {
  const warnings = characterNotes(text);
  for (const reading of readings) {
    const ways = (reading.ways ?? [undefined]).map((way) => ({ way, id: way ? `${reading.id}-${way.id}` : reading.id }));
    const asked = wanted === undefined || wanted === reading.id ? ways : ways.filter(({ id }) => id === wanted);
    if (asked.length === 0) continue;
    const { confidence, reason } = reading.detect(text);
    if (confidence <= 0 && wanted === undefined) continue;
    yield asked.map(({ way, id }): Offer => {
      const chosen = { ...options, ...way?.options };
      const found = reading.read(text, chosen);
      const result = { ...found, notes: [...found.notes, ...warnings] };
      return {
        id,
        title: way?.title ?? reading.title,
        reading,
        options: chosen,
        needsPrompt: (way?.asksPrompt ?? false) && !options.prompt?.trim(),
        confidence,
        reason: way?.effect ?? reason,
        summary: summaryOf(result),
        result,
      };
    });
  }
}

function sorted(offers: readonly Offer[]): readonly Offer[] {
  const gives = (offer: Offer) => (offer.result.examples.length > 0 ? 1 : 0);
  return offers.toSorted((a, b) => gives(b) - gives(a) || b.confidence - a.confidence);
}

function summaryOf(result: ReadResult): string {
  const messages = result.examples.reduce((sum, example: ReadExample) => sum + example.messages.length, 0);
  if (messages === 0) return 'no examples';
  return `${counted(result.examples.length, 'example')}, ${counted(messages, 'message')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function characterNotes(text: string): Note[] {
  const notes: Note[] = [];
  const nul = text.indexOf('\0');
  if (nul !== -1)
    notes.push({ message: 'The text holds NUL characters; they are kept. Is it a text file?', span: { start: nul, end: nul + 1 } });
  const lone = text.search(/\p{Cs}/u);
  if (lone !== -1)
    notes.push({ message: 'The text holds halves of characters; they are written as U+FFFD.', span: { start: lone, end: lone + 1 } });
  return notes;
}
