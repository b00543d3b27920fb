import type { VocabularyName } from './encodings';
import { createMerger, type PieceBytes, rankOf } from './merge';
import { createPieceCache } from './pieceCache';
import { splitCl100k, splitO200k } from './split';
import { completedUnits, type TextTokens } from './textTokens';
import { extendHash, noRank, readVocabulary } from './vocabulary';

/** Counts the tokens of texts in one encoding. */
export interface Counter {
  readonly vocabulary: VocabularyName;
  /**
   * The number of tokens of a text, as tiktoken's `encode_ordinary` gives: the text of a special token (`<|endoftext|>`) is
   * ordinary text, half a surrogate pair is U+FFFD. Time grows with n log n even in text without a break.
   */
  readonly count: (text: string) => number;
}

/** Tells the tokens of texts apart. */
export interface Tokenizer extends Counter {
  /** The tokens themselves, as many as `count` says; throws where they cannot be told apart, with the reason as a clause. */
  readonly tokenize: (text: string) => TextTokens;
}

// Most pieces are far shorter; a piece needs at most three bytes for each of its UTF-16 units.
const usualBytes = 1 << 12;

/** A counter over the vocabulary's file, as `scripts/vocabularies.mjs` writes it; throws when `file` is not such a file. */
export function createCounter(name: VocabularyName, file: Uint8Array): Tokenizer {
  const vocabulary = readVocabulary(file);
  const pieceEnd = name === 'cl100k_base' ? splitCl100k(vocabulary.classes) : splitO200k(vocabulary.classes);
  const countMerged = createMerger(vocabulary);
  const cache = createPieceCache();
  const usual = { bytes: new Uint8Array(usualBytes), prefixes: new Int32Array(usualBytes + 1), length: 0 };

  const pieceOf = (text: string, start: number, end: number): PieceBytes => {
    const most = 3 * (end - start);
    const piece = most <= usualBytes ? usual : { bytes: new Uint8Array(most), prefixes: new Int32Array(most + 1), length: 0 };
    piece.length = encode(text, start, end, piece);
    return piece;
  };
  const countPiece = (text: string, start: number, end: number): number => {
    const piece = pieceOf(text, start, end);
    if (piece.length === 1 || rankOf(vocabulary, piece, 0, piece.length) !== noRank) return 1;
    const known = cache.get(piece);
    if (known > 0) return known;
    const count = countMerged(piece);
    cache.set(piece, count);
    return count;
  };

  return {
    vocabulary: name,
    count: (text) => {
      let tokens = 0;
      for (let at = 0; at < text.length; ) {
        const end = pieceEnd(text, at);
        tokens += countPiece(text, at, end);
        at = end;
      }
      return tokens;
    },
    tokenize: (text) => {
      const ids: number[] = [];
      const ends: number[] = [];
      for (let at = 0; at < text.length; ) {
        const end = pieceEnd(text, at);
        const piece = pieceOf(text, at, end);
        const cuts: number[] = [];
        if (rankOf(vocabulary, piece, 0, piece.length) === noRank) countMerged(piece, cuts);
        else cuts.push(piece.length);
        let byte = 0;
        for (const cut of cuts) {
          ids.push(rankOf(vocabulary, piece, byte, cut));
          at += completedUnits(piece.bytes, byte, cut, piece.length);
          ends.push(at);
          byte = cut;
        }
      }
      return { ids, ends };
    },
  };
}

// Writes the units from `start` to `end` as UTF-8 with the hashes of all prefixes; gives the number of bytes.
function encode(text: string, start: number, end: number, { bytes, prefixes }: PieceBytes): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    let code = text.charCodeAt(at);
    if (code < 0x80) {
      bytes[length++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 && at + 1 < end ? text.charCodeAt(at + 1) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = ((code - 0xd800) << 10) + low - 0xdc00 + 0x10000;
        at++;
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[length++] = 0x80 | (code & 0x3f);
        continue;
      }
      code = 0xfffd;
    }
    bytes[length++] = 0xe0 | (code >> 12);
    bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[length++] = 0x80 | (code & 0x3f);
  }
  let hash = 0;
  for (let at = 0; at < length; ) {
    hash = extendHash(hash, bytes[at] ?? 0);
    prefixes[++at] = hash;
  }
  return length;
}
