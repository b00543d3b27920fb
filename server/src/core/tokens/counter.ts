import { notThere } from './byteTable';
import type { VocabularyName } from './encodings';
import { createMerger } from './merge';
import { createPieceCache } from './pieceCache';
import { splitCl100k, splitO200k } from './split';
import { completedUnits, type TextTokens } from './textTokens';
import { createUtf8Writer, type Utf8 } from './utf8';
import { rankOf, readVocabulary } from './vocabulary';

/** Counts the tokens of texts in one encoding. */
export interface Counter {
  readonly vocabulary: VocabularyName;
  /**
   * The number of tokens of a text, as tiktoken's `encode_ordinary` gives: the text of a special token (`<|endoftext|>`) is
   * ordinary text, half a surrogate pair is U+FFFD. Time grows with n log n at the most, even in text without a break.
   */
  readonly count: (text: string) => number;
}

/** Tells the tokens of texts apart. */
export interface Tokenizer extends Counter {
  /** The tokens themselves, as many as `count` says; throws where they cannot be told apart, with the reason as a clause. */
  readonly tokenize: (text: string) => TextTokens;
}

/** A counter over the vocabulary's file, as `scripts/vocabularies.mjs` writes it; throws when `file` is not such a file. */
export function createCounter(name: VocabularyName, file: Uint8Array): Tokenizer {
  const vocabulary = readVocabulary(file);
  const pieceEnd = name === 'cl100k_base' ? splitCl100k(vocabulary.classes) : splitO200k(vocabulary.classes);
  const write = createUtf8Writer();
  const merge = createMerger(vocabulary);
  const cache = createPieceCache();

  const countUnknown = (text: Utf8, start: number, end: number): number => {
    const count = rankOf(vocabulary, text, start, end) === notThere ? merge(text, start, end) : 1;
    cache.set(text, start, end - start, count);
    return count;
  };

  return {
    vocabulary: name,
    count: (source) => {
      const text = write(source);
      const { bytes, length } = text;
      let tokens = 0;
      for (let at = 0; at < length; ) {
        const end = pieceEnd(bytes, at, length);
        if (end === at + 1) tokens++;
        else {
          const known = cache.get(text, at, end - at);
          tokens += known > 0 ? known : countUnknown(text, at, end);
        }
        at = end;
      }
      return tokens;
    },
    tokenize: (source) => {
      const text = write(source);
      const { bytes, length } = text;
      const cuts: number[] = [];
      for (let at = 0; at < length; ) {
        const end = pieceEnd(bytes, at, length);
        if (rankOf(vocabulary, text, at, end) === notThere) merge(text, at, end, cuts);
        else cuts.push(end);
        at = end;
      }
      const ids: number[] = [];
      const ends: number[] = [];
      let byte = 0;
      let unit = 0;
      for (const cut of cuts) {
        ids.push(rankOf(vocabulary, text, byte, cut));
        unit += completedUnits(bytes, byte, cut, length);
        ends.push(unit);
        byte = cut;
      }
      return { ids, ends };
    },
  };
}
