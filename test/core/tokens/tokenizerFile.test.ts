import assert from 'node:assert/strict';
import test from 'node:test';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { countExample } from '../../../server/src/core/tokens/countExample';
import { createCountingService } from '../../../server/src/core/tokens/counting';
import { placeTokens } from '../../../server/src/core/tokens/placeTokens';
import { createTokenizerCounter } from '../../../server/src/core/tokens/tokenizerFile';
import { someMerges, threeWords } from '../../support/tokenizer';

const tokenizer = { key: '1', name: 'models/tokenizer.json' };
const model = { id: 'llama', encoding: 'approximate', tokenizer } as const;
const pair = '{"prompt":"hello world","completion":"again"}';

test('texts have as many tokens as the tokenizer makes of them', async () => {
  const words = await createTokenizerCounter(threeWords);
  assert.deepEqual(['hello world', 'hello  unheard-of [UNK]', '', ' \n', 'hello\ud800'].map(words.count), [2, 3, 0, 0, 1]);
  const merges = await createTokenizerCounter(someMerges);
  // hell o; he l o; hell hell o.
  assert.deepEqual(['hello', 'helo', 'hellhello'].map(merges.count), [2, 3, 3]);
});

test('tokens stand where they are in the text, whatever the tokenizer writes for blanks and bytes', async () => {
  const { tokenize } = await createTokenizerCounter(threeWords);
  assert.deepEqual(tokenize('hello  world\n'), { ids: [1, 2], ends: [5, 12] });
  assert.deepEqual(tokenize('hello there'), { ids: [1, -1], ends: [5, 11] });
  const merges = await createTokenizerCounter(someMerges);
  assert.deepEqual(merges.tokenize('hello'), { ids: [6, 3], ends: [4, 5] });

  const place = (text: string, tokens: readonly string[], isByteLevel = false) =>
    placeTokens(text, tokens, { added: new Set(['<é>']), isByteLevel });
  // As Llama 2 writes them: a blank before the first word, bytes one by one.
  assert.deepEqual(place('Hi é😀!', ['▁Hi', '▁é', '<0xF0>', '<0x9F>', '<0x98>', '<0x80>', '!']), [2, 4, 4, 4, 4, 6, 7]);
  // As GPT-2 does: a letter for each byte.
  assert.deepEqual(place('a é\n😀', ['a', 'ĠÃ', '©Ċ', 'ðŁĺ', 'Ģ'], true), [1, 2, 4, 4, 6]);
  assert.deepEqual(place('<é>x', ['<é>', 'x'], true), [3, 4]);
  // As BERT does.
  assert.deepEqual(place('plays  on', ['play', '##s', 'on']), [4, 5, 9]);
  assert.throws(() => place('Plays', ['play', '##s']), /changes texts/);
  assert.throws(() => place('on and on', ['on']), /leaves out/);
});

test('a file that is no tokenizer is refused with the reason', async () => {
  for (const [text, why] of [
    ['{"model":', /no JSON/],
    ['[]', /an object with a `model`/],
    ['{"target":"openai"}', /an object with a `model`/],
    ['{"model":{"type":"Oracle","vocab":{}}}', /type "Oracle"/],
    ['{"model":{"type":"WordLevel"}}', /cannot be built/],
  ] as const) {
    await assert.rejects(createTokenizerCounter(text), why, text);
  }
});

test('counts of texts are exact and say whose they are; what frames messages is an estimate', async () => {
  const counter = await createTokenizerCounter(threeWords);
  const { messages: _, ...bare } = countExample(JSON.parse(pair), counter, model);
  assert.deepEqual(bare, { total: 3, assistant: 1, tools: 0, approximate: false, by: 'models/tokenizer.json' });
  const chat = countExample({ messages: [{ role: 'user', content: 'hello world' }] }, counter, model);
  // Three of the frame, one for the role, two of the text, three that begin the reply.
  assert.equal(chat.total, 9);
  assert.equal(chat.by, 'models/tokenizer.json');
  assert.match(chat.why ?? '', /^what frames a message/);
  assert.match(chat.messages[0]?.why ?? '', /^what frames a message/);
});

test('a worker gets a tokenizer once, and counts without one that it cannot use', async () => {
  const answer = createCountingService(vocabulary);
  const totals = async (request: Parameters<typeof answer>[0]) => {
    const reply = await answer(request);
    assert('counts' in reply);
    return { totals: reply.counts.map((each) => each?.total), by: reply.counts[0]?.by, unusable: reply.unusable };
  };
  const good = { totals: [3], by: tokenizer.name, unusable: undefined };
  assert.deepEqual(await totals({ id: 1, model, tokenizer: threeWords, lines: [pair] }), good);
  assert.deepEqual(await totals({ id: 2, model, lines: [pair] }), good);
  const broken = { ...model, tokenizer: { ...tokenizer, key: '2' } };
  const fallen = await totals({ id: 3, model: broken, tokenizer: '{', lines: [pair] });
  assert.match(fallen.unusable ?? '', /no JSON/);
  const { tokenizer: _, ...without } = model;
  assert.deepEqual({ ...fallen, unusable: undefined }, await totals({ id: 4, model: without, lines: [pair] }));
});
