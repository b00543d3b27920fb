import assert from 'node:assert/strict';
import test from 'node:test';
import { targetById } from '../../../server/src/core/targets/index';
import { billableTokens, defaultEpochs, trainingCost } from '../../../server/src/core/tokens/cost';

const dated = { source: 'https://example.com', asOf: '2026-11-01' };

test('what is beyond the limit is not billed', () => {
  assert.equal(billableTokens([10, 70_000, 65_536], 65_536), 10 + 65_536 + 65_536);
  assert.equal(billableTokens([10, 70_000]), 70_010);
  assert.equal(billableTokens([]), 0);
});

test('epochs follow the number of examples', () => {
  const byExamples = { epochs: { ...dated, default: 'by-examples' as const } };
  const vectors: readonly (readonly [examples: number, epochs: number])[] = [
    [0, 3],
    [1, 25],
    [4, 25],
    [5, 20],
    [10, 10],
    [33, 3],
    [50, 3],
    [8_333, 3],
    [8_334, 2],
    [20_000, 1],
    [1_000_000, 1],
  ];
  for (const [examples, epochs] of vectors) assert.equal(defaultEpochs(byExamples, examples), epochs, `${examples} examples`);
});

test('a target with a fixed number of epochs keeps it', () => {
  assert.equal(defaultEpochs({ epochs: { ...dated, default: 3 } }, 4), 3);
  for (const [id, epochs] of [
    ['openai', 25],
    ['azure', 3],
    ['fireworks', 1],
  ] as const) {
    const target = targetById(id);
    assert.equal(target && defaultEpochs(target, 4), epochs, id);
  }
});

test('100,000 tokens in three epochs cost what the old guide says', () => {
  const price = (trainingPerMillion: number) => ({ price: { ...dated, trainingPerMillion } });
  assert.equal(trainingCost(price(3), 100_000, 3)?.toFixed(4), '0.9000');
  assert.equal(trainingCost(price(8), 100_000, 3)?.toFixed(4), '2.4000');
  assert.equal(trainingCost({}, 100_000, 3), undefined);
});

test('prices and limits are those of OpenAI’s pages, each with its day', () => {
  const models = new Map(targetById('openai')?.models.map((model) => [model.id, model]));
  for (const [id, price, limit] of [
    ['gpt-4.1-2025-04-14', 25, 65_536],
    ['gpt-4.1-mini-2025-04-14', 5, 65_536],
    ['gpt-4.1-nano-2025-04-14', 1.5, 65_536],
    ['gpt-4o-2024-08-06', 25, 65_536],
    ['gpt-4o-mini-2024-07-18', 3, 65_536],
    ['gpt-3.5-turbo-0125', 8, 16_385],
    ['davinci-002', 6, undefined],
    ['babbage-002', 0.4, undefined],
  ] as const) {
    const model = models.get(id);
    assert.deepEqual([model?.price?.trainingPerMillion, model?.contextLimit?.value], [price, limit], id);
    assert.match(model?.price?.asOf ?? '', /^\d{4}-\d{2}-\d{2}$/);
  }
  assert.equal(models.get('o4-mini-2025-04-16')?.hourlyPrice?.value, 100);
});
