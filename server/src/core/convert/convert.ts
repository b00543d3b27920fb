import type { TokenLimit } from './budget/limit';
import { readInPieces } from './budget/pieces';
import { splitLong } from './budget/split';
import { type Offer, readOffers, summaryOf, withParagraphs } from './offers';
import type { ConvertOptions } from './reading';

/** Every reading that sees something in the text, the best first; those that give no example come last. Never throws. */
export function readingsOf(text: string, options: ConvertOptions): readonly Offer[] {
  return sorted(Array.from(readOffers(text, options, undefined), (offer) => withParagraphs(text, offer)));
}

/** What keeps a conversion within a limit, and lets others have a turn. */
export interface Convert {
  /** The id of the one reading, or way of one, that is wanted; it is taken whatever its confidence is. */
  readonly wanted?: string;
  /** Examples that are longer are cut. */
  readonly limit?: TokenLimit;
  /** Called between steps that take a second at most for ten megabytes; rejects when nobody wants the result any more. */
  readonly checkpoint?: () => Promise<void>;
  /** What the readings make of the text, joined unless they are to be cut, where that is found out elsewhere. */
  readonly offers?: AsyncIterable<Offer>;
}

/** As `readingsOf`, in steps; rejects only when `checkpoint`, the counting or those who read elsewhere do. */
export async function convertText(
  text: string,
  options: ConvertOptions,
  { wanted, limit, checkpoint, offers: readElsewhere }: Convert,
): Promise<readonly Offer[]> {
  const offers: Offer[] = [];
  for await (const offer of readElsewhere ?? readOffers(text, options, wanted)) {
    await checkpoint?.();
    const cut = limit === undefined ? offer : await withinLimit(text, offer, limit, checkpoint);
    await checkpoint?.();
    offers.push(limit === undefined && readElsewhere ? cut : withParagraphs(text, cut));
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

function sorted(offers: readonly Offer[]): readonly Offer[] {
  const gives = (offer: Offer) => (offer.result.examples.length > 0 ? 1 : 0);
  return offers.toSorted((a, b) => gives(b) - gives(a) || b.confidence - a.confidence);
}
