/** The most tokens that an example may have, and what is needed to keep to it. */
export interface TokenLimit {
  readonly maxTokens: number;
  /** Tokens of a part that the next part repeats, so that it does not begin from nothing; 0 when absent. */
  readonly overlap?: number;
  /** The tokens of each text; asked for some hundred texts at once. */
  readonly count: (texts: readonly string[]) => Promise<readonly number[]> | readonly number[];
}

// So many texts are counted between two looks at whether somebody has given up.
const atOnce = 256;
/** Tokens that a chat template puts around each message, about. */
export const framing = 5;

/** The tokens of each text, however many there are. */
export async function countAll({ count }: TokenLimit, texts: readonly string[]): Promise<number[]> {
  const counts: number[] = [];
  for (let index = 0; index < texts.length; index += atOnce) counts.push(...(await count(texts.slice(index, index + atOnce))));
  return counts;
}
