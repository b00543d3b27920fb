import { createRequire } from 'node:module';
import { Tiktoken } from 'tiktoken';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { type Counter, createCounter } from '../../../server/src/core/tokens/counter';
import type { VocabularyName } from '../../../server/src/core/tokens/encodings';

const counters = new Map<VocabularyName, Promise<Counter>>();

/** A counter of ours over a vocabulary made just now; one for all tests of a file. */
export function counterOf(name: VocabularyName): Promise<Counter> {
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

const references = new Map<VocabularyName, (text: string) => number>();

/** Counts with tiktoken itself. */
export function tiktokenOf(name: VocabularyName): (text: string) => number {
  const reference = references.get(name) ?? startTiktoken(name);
  references.set(name, reference);
  return reference;
}

function startTiktoken(name: VocabularyName): (text: string) => number {
  const { bpe_ranks, pat_str } = createRequire(`${process.cwd()}/`)(`tiktoken/encoders/${name}.json`) as TiktokenEncoding;
  const encoder = new Tiktoken(bpe_ranks, {}, name === 'cl100k_base' ? cl100kPattern : pat_str);
  return (text) => encoder.encode_ordinary(text).length;
}
