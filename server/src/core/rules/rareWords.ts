// At least four characters each, so that the engine's search passes over most of a text: one search for all of them costs as
// much as two for single words.
const rareWords = /INST\]|AKIA|ASIA|AIza|SG\.[\w-]|PRIVATE KEY/;

/** Tells whether a text holds one of the words that begin or mark what rules look for and that hardly stand elsewhere: of some keys and tokens. */
export function holdsRareWord(text: string): boolean {
  return rareWords.test(text);
}
