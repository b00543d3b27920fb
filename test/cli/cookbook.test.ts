import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { main } from '../../server/src/cli/main';
import type { DatasetReport, Spread } from '../../server/src/core/stats/report';
import { tiktokenOf } from '../core/tokens/counters';
import { inPieces, nothingWritten, runOn } from '../support/commandLine';
import { type CookbookFacts, cookbookFacts, quantile, sum } from '../support/cookbook';

// The numbers of `exemplar stats` against the cookbook's formulas and tiktoken, on the samples and on whatever folder
// EXEMPLAR_TRAINING_FILES names: `EXEMPLAR_TRAINING_FILES=~/data npm run test:unit -- cookbook` prints what it found there.
const own = process.env.EXEMPLAR_TRAINING_FILES;
const count = tiktokenOf('o200k_base');
// What the formulas need of the usual model of OpenAI, as its pages said in November 2026.
const limit = 65_536;
const perMillion = 5;

const pieces = [
  'Gut.',
  '  spaces  ',
  '東京は晴れ',
  'مرحبا بكم',
  'def f(x):\n\treturn x ** 2',
  '🙂🙃',
  'aaaaaaaaaa',
  '1234567',
  'www.example.com/?q=1',
];
const words = (index: number): string =>
  Array.from({ length: (index * 7) % 23 }, (_, at) => pieces[(index + at) % pieces.length]).join(' ');
const beyondLimit = 'word '.repeat(limit + 10);
const made: Readonly<Record<string, (index: number) => unknown>> = {
  'chat, one beyond the limit': (index) => ({
    messages: [
      { role: 'system', content: words(index + 3) },
      { role: 'user', content: words(index), ...(index % 3 === 0 && { name: 'guest_1' }) },
      { role: 'assistant', content: index === 5 ? beyondLimit : words(index * 2), ...(index % 4 === 0 && { weight: 0 }) },
    ],
  }),
  'tools and calls': (index) => ({
    messages: [
      { role: 'user', content: words(index) },
      {
        role: 'assistant',
        tool_calls: [{ id: `call_${index}`, type: 'function', function: { name: 'look_up', arguments: `{"day":${index}}` } }],
      },
    ],
    tools: [
      {
        type: 'function',
        function: {
          name: 'look_up',
          description: 'Looks something up.',
          parameters: { type: 'object', properties: { day: { type: 'string', description: 'A day.', enum: ['today', 'tomorrow'] } } },
        },
      },
    ],
  }),
  preference: (index) => ({
    input: { messages: [{ role: 'user', content: words(index) }] },
    preferred_output: [{ role: 'assistant', content: words(index + 1) }],
    non_preferred_output: [{ role: 'assistant', content: words(index + 2) }],
  }),
  completion: (index) => ({ prompt: words(index + 1), completion: ` ${words(index)}` }),
  Alpaca: (index) => ({ instruction: `Q${words(index)}`, input: index % 2 ? words(index + 4) : '', output: words(index + 2) }),
  ShareGPT: (index) => ({
    conversations: [
      { from: 'human', value: words(index) },
      { from: 'gpt', value: words(index + 1) },
    ],
  }),
  Gemini: (index) => ({
    contents: [
      { role: 'user', parts: [{ text: words(index) }] },
      { role: 'model', parts: [{ text: words(index + 1) }] },
    ],
  }),
};
for (const [name, lineOf] of Object.entries(made)) {
  test(`${name}: what was made for it comes to what the cookbook’s formulas say`, async () => {
    assert.ok(await compare('made.jsonl', Array.from({ length: 37 }, (_, index) => JSON.stringify(lineOf(index))).join('\n')));
  });
}

for (const file of ['samples/good.jsonl', 'samples/project/colours-train.jsonl', 'samples/project/colours-validation.jsonl']) {
  test(`${file} comes to what the cookbook’s formulas say`, async () => {
    assert.ok(await compare(file, readFileSync(file, 'utf8')));
  });
}

for (const name of own === undefined ? [] : readdirSync(own).filter((each) => each.endsWith('.jsonl'))) {
  test(`${name} comes to what the cookbook’s formulas say`, async (t) => {
    const facts = await compare(name, readFileSync(path.join(own ?? '', name), 'utf8'));
    if (!facts) return t.skip('the formulas do not cover what it holds');
    t.diagnostic([name, facts.examples, facts.epochs, sum(facts.perExample), facts.billed, sum(facts.perAnswer)].join(' | '));
  });
}

/** Computes a file's facts twice and holds them to be the same; undefined where the formulas do not cover it. */
async function compare(name: string, text: string): Promise<CookbookFacts | undefined> {
  const facts = cookbookFacts(text.replace(/^\uFEFF/, ''), count, limit);
  if (!facts || facts.examples === 0) return undefined;
  const { examples, tokens, costs } = await statsOf(name, text);
  const { perExample, perAnswer, epochs, billed } = facts;
  assert.equal(examples, facts.examples);
  assert.ok(tokens?.perExample);
  same(tokens.perExample, perExample);
  if (tokens.noAnswers !== 'graded' && perAnswer.length > 0) {
    assert.ok(tokens.perAnswer);
    same(tokens.perAnswer, perAnswer);
  }
  assert.equal(tokens.billed, billed);
  for (const cost of costs) assert.equal(cost.epochs, epochs);
  const [first] = costs;
  if (first) assert.equal(first.dollars?.toFixed(8), ((perMillion / 1e6) * billed * epochs).toFixed(8));
  return facts;
}

function same({ count: found, sum: all, mean, quantiles }: Spread, values: readonly number[]): void {
  assert.deepEqual([found, all, mean.toFixed(9)], [values.length, sum(values), (sum(values) / values.length).toFixed(9)]);
  assert.deepEqual(
    quantiles.map(({ value }) => value.toFixed(6)),
    [0, 0.1, 0.5, 0.9, 1].map((part) => quantile(values, part).toFixed(6)),
  );
}

async function statsOf(name: string, text: string): Promise<DatasetReport> {
  const argv = ['stats', name, '--format', 'json', '--target', 'openai', '--model', 'gpt-4.1-mini-2025-04-14'];
  const { out } = await runOn({}, (io) => main(argv, io), {
    ...nothingWritten,
    open: (asked) => inPieces(asked, asked === name ? text : undefined, 1 << 16),
  });
  return JSON.parse(out).files[0];
}
