import { counted } from '../numbers';
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

/**
 * What each reading, or way of one, makes of a text, in steps that take some seconds at most for ten megabytes; with `wanted` only the
 * one of that id, whatever its confidence is. Wrapped lines are not joined yet. Never throws.
 */
export function* readOffers(text: string, options: ConvertOptions, wanted: string | undefined): Generator<Offer> {
  const warnings = characterNotes(text);
  for (const reading of readings) {
    const ways = (reading.ways ?? [undefined]).map((way) => ({ way, id: way ? `${reading.id}-${way.id}` : reading.id }));
    const asked = wanted === undefined || wanted === reading.id ? ways : ways.filter(({ id }) => id === wanted);
    if (asked.length === 0) continue;
    const { confidence, reason } = reading.detect(text);
    if (confidence <= 0 && wanted === undefined) continue;
    for (const { way, id } of asked) {
      const chosen = { ...options, ...way?.options };
      const found = reading.read(text, chosen);
      const result = { ...found, notes: [...found.notes, ...warnings] };
      yield {
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
    }
  }
}

/**
 * The offer with wrapped lines joined, where they are to be. To be done last: until then a message that stands in the text to the
 * letter can be cut with its place.
 */
export function withParagraphs(text: string, offer: Offer): Offer {
  const { reading, result, options } = offer;
  return reading.prose ? { ...offer, result: joinWrapped(text, result, options.keepLineBreaks === true) } : offer;
}

/** One line for the user: "3 examples, 11 messages". */
export function summaryOf(result: ReadResult): string {
  const messages = result.examples.reduce((sum, example: ReadExample) => sum + example.messages.length, 0);
  if (messages === 0) return 'no examples';
  return `${counted(result.examples.length, 'example')}, ${counted(messages, 'message')}`;
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
