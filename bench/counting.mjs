import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { get_encoding } from 'tiktoken';
import { vocabulary } from '../scripts/vocabularies.mjs';
import { corpus } from './corpus.mjs';
import { load } from './engine.mjs';
import { median, show, spread, timed } from './statistics.mjs';

/** Counting tokens of text seen for the first time, against tiktoken and gpt-tokenizer; the counts must be equal. */
export async function counting({ megabytes, runs }) {
  const { createCounter } = await load('server/src/core/tokens/counter');
  const file = await vocabulary('o200k_base');
  const peer = get_encoding('o200k_base');
  const sides = {
    ours: () => createCounter('o200k_base', file).count,
    tiktoken: () => (text) => peer.encode_ordinary(text).length,
    'gpt-tokenizer': () => (text) => countTokens(text, { disallowedSpecial: new Set() }),
  };
  const rates = { ours: [], tiktoken: [], 'gpt-tokenizer': [] };
  let difference = 0;
  for (let run = 0; run < runs; run++) {
    const texts = corpus((megabytes * 1e6) / 20, 100 + run).flatMap((line) => JSON.parse(line).messages.map(({ content }) => content));
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const totals = {};
    for (const [name, start] of Object.entries(sides)) {
      const count = start();
      const { milliseconds, value } = timed(() => texts.reduce((sum, text) => sum + count(text), 0));
      rates[name].push(bytes / 1000 / milliseconds);
      totals[name] = value;
    }
    difference += Math.abs(totals.ours - totals.tiktoken);
  }
  const detail = Object.entries(rates)
    .map(([name, all]) => `${name} ${show(median(all))} MB/s`)
    .join(', ');
  const run = 'a'.repeat(100_000);
  const long = timed(() => sides.ours()(run)).milliseconds;
  return [
    { what: 'tokens ÷ tiktoken (WASM)', result: spread(rates.ours.map((rate, at) => rate / rates.tiktoken[at])), goal: '≥ 5', detail },
    {
      what: 'tokens ÷ gpt-tokenizer',
      result: spread(rates.ours.map((rate, at) => rate / rates['gpt-tokenizer'][at])),
      goal: '≥ 4',
      detail: '',
    },
    { what: 'difference to tiktoken, tokens', result: String(difference), goal: '0', detail: '' },
    { what: '100,000 × "a", ms', result: show(long), goal: '≤ 150', detail: 'with making the counter' },
  ];
}
