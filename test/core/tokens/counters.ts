import { createRequire } from 'node:module';
import { Tiktoken } from 'tiktoken';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { createCounter, type Tokenizer } from '../../../server/src/core/tokens/counter';
import type { VocabularyName } from '../../../server/src/core/tokens/encodings';
import type { TextTokens } from '../../../server/src/core/tokens/textTokens';

const counters = new Map<VocabularyName, Promise<Tokenizer>>();

/** A counter of ours over a vocabulary made just now; one for all tests of a file. */
export function counterOf(name: VocabularyName): Promise<Tokenizer> {
  const counter = counters.get(name) ?? vocabulary(name).then((file) => createCounter(name, file));
  counters.set(name, counter);
  return counter;
}

interface TiktokenEncoding {
  readonly bpe_ranks: string;
  readonly pat_str: string;
}

// The pattern of tiktoken since 0.8, whose `\s++$` keeps the white space at a text's end together. The npm package still has
// the one before.
const cl100kPattern = String.raw`'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s`;

const references = new Map<VocabularyName, Tiktoken>();

/** Counts with tiktoken itself. */
export function tiktokenOf(name: VocabularyName): (text: string) => number {
  const encoder = startTiktoken(name);
  return (text) => encoder.encode_ordinary(text).length;
}

/** The tokens that tiktoken makes of a text, and where they end by the bytes that it says they are. */
export function tiktokenTokens(name: VocabularyName, text: string): TextTokens {
  const encoder = startTiktoken(name);
  const ids = [...encoder.encode_ordinary(text)];
  const characters = [...text].map((each) => ({ bytes: Buffer.byteLength(each), units: each.length }));
  let bytes = 0;
  let [done, units, next] = [0, 0, 0];
  const ends = ids.map((id) => {
    bytes += encoder.decode_single_token_bytes(id).length;
    for (let character = characters[next]; character && done + character.bytes <= bytes; character = characters[++next]) {
      done += character.bytes;
      units += character.units;
    }
    return units;
  });
  return { ids, ends };
}

function startTiktoken(name: VocabularyName): Tiktoken {
  const known = references.get(name);
  if (known) return known;
  const { bpe_ranks, pat_str } = createRequire(`${process.cwd()}/`)(`tiktoken/encoders/${name}.json`) as TiktokenEncoding;
  const encoder = new Tiktoken(bpe_ranks, {}, name === 'cl100k_base' ? cl100kPattern : pat_str);
  references.set(name, encoder);
  return encoder;
}
