import { countTokens as countTokensCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { get_encoding } from 'tiktoken';
import { vocabulary } from '../scripts/vocabularies.mjs';
import { corpus, textsOf } from './corpus.mjs';
import { load } from './engine.mjs';
import { median, row, show, timed } from './statistics.mjs';

const peers = { o200k_base: countTokens, cl100k_base: countTokensCl100k };

/** Counting tokens of text seen for the first time, against tiktoken and gpt-tokenizer. */
export async function counting(size) {
  const rows = [];
  for (const name of Object.keys(peers)) rows.push(...(await inEncoding(name, size)));
  return rows;
}

async function inEncoding(name, { megabytes, runs }) {
  const { createCounter } = await load('server/src/core/tokens/counter');
  const counter = createCounter(name, await vocabulary(name));
  const reference = get_encoding(name);
  const sides = {
    ours: counter.count,
    tiktoken: (text) => reference.encode_ordinary(text).length,
    'gpt-tokenizer': (text) => peers[name](text, { disallowedSpecial: new Set() }),
  };
  const rates = { ours: [], tiktoken: [], 'gpt-tokenizer': [] };
  let difference = 0;
  // The first run warms up; each has texts of its own.
  for (let run = 0; run <= runs; run++) {
    const texts = textsOf(corpus((megabytes * 1e6) / 20, 100 + run));
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const totals = {};
    for (const [side, count] of Object.entries(sides)) {
      const { milliseconds, value } = timed(() => texts.reduce((sum, text) => sum + count(text), 0));
      if (run > 0) rates[side].push(bytes / 1000 / milliseconds);
      totals[side] = value;
    }
    difference += Math.abs(totals.ours - totals.tiktoken);
  }
  reference.free();
  const detail = Object.entries(rates)
    .map(([side, all]) => `${side} ${show(median(all))} MB/s`)
    .join(', ');
  const against = (side) => rates.ours.map((rate, at) => rate / rates[side][at]);
  return [
    row('B4', `${name}: tokens of new text ÷ tiktoken (WASM)`, against('tiktoken'), { least: 5 }, detail),
    row('B4', `${name}: tokens of new text ÷ gpt-tokenizer`, against('gpt-tokenizer'), { least: 4 }),
    row('B4', `${name}: difference to tiktoken in tokens`, [difference], { most: 0 }),
  ];
}
