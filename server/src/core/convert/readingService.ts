import { type Offer, readOffers, withParagraphs } from './offers';
import type { ConvertOptions, Note, ReadExample, ReadResult } from './reading';
import { readings } from './readings/index';

/** Asks a worker to read a text; each piece of the answer is asked for by `next`, so that whoever gets them is free in between. */
export type ReadRequest =
  | 'next'
  | { readonly text: string; readonly options: ConvertOptions; readonly wanted?: string; readonly join: boolean };

/** A piece of the answer: an offer without its examples and notes, some of those of the last offer, or the end. */
export type ReadPiece =
  | { readonly offer: Omit<Offer, 'reading' | 'result'> & Pick<ReadResult, 'choices'>; readonly reading: string }
  | { readonly examples: readonly ReadExample[] }
  | { readonly notes: readonly Note[] }
  | 'end';

// So many are copied from one thread to another in some milliseconds.
const examplesInPiece = 500;
const notesInPiece = 5000;

/** Answers one request to read, and then a piece for each `next`. */
export function createReadingService(): (request: ReadRequest) => ReadPiece | undefined {
  let pieces: Generator<ReadPiece> | undefined;
  return (request) => {
    if (request === 'next') return pieces?.next().value ?? 'end';
    pieces = piecesOf(request);
    return undefined;
  };
}

function* piecesOf({ text, options, wanted, join }: Exclude<ReadRequest, string>): Generator<ReadPiece> {
  for (const read of readOffers(text, options, wanted)) {
    const { reading, result, ...offer } = join ? withParagraphs(text, read) : read;
    const { examples, notes, choices } = result;
    yield { offer: { ...offer, ...(choices && { choices }) }, reading: reading.id };
    for (let at = 0; at < examples.length; at += examplesInPiece) yield { examples: examples.slice(at, at + examplesInPiece) };
    for (let at = 0; at < notes.length; at += notesInPiece) yield { notes: notes.slice(at, at + notesInPiece) };
  }
}

/** The offers whose pieces a worker gives; what is markup is not told. Rejects when `next` does. */
export async function* offersFrom(next: () => Promise<ReadPiece>): AsyncGenerator<Offer> {
  let offer: Offer | undefined;
  let examples: ReadExample[] = [];
  let notes: Note[] = [];
  for (;;) {
    const piece = await next();
    if (piece === 'end') break;
    if ('examples' in piece) for (const example of piece.examples) examples.push(example);
    else if ('notes' in piece) for (const note of piece.notes) notes.push(note);
    else {
      if (offer) yield offer;
      examples = [];
      notes = [];
      const reading = readings.find(({ id }) => id === piece.reading);
      if (!reading) throw new Error(`There is no reading ${piece.reading}.`);
      const { choices, ...rest } = piece.offer;
      offer = { ...rest, reading, result: { examples, notes, markup: [], ...(choices && { choices }) } };
    }
  }
  if (offer) yield offer;
}
