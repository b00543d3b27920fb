import assert from 'node:assert/strict';
import test from 'node:test';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { createCountingService } from '../../../server/src/core/tokens/counting';

const model = { id: 'gpt-4o', encoding: 'o200k_base' } as const;
const hello = '{"messages":[{"role":"user","content":"hello"}]}';

test('lines are counted; what is no JSON has no count', async () => {
  const answer = createCountingService(vocabulary);
  const reply = await answer({ id: 7, model, lines: [hello, '', '{"messages":', `\ufeff${hello}`] });
  assert(!('error' in reply));
  assert.equal(reply.id, 7);
  assert.deepEqual(
    reply.counts.map((count) => count?.total),
    [8, undefined, undefined, undefined],
  );
});

test('a vocabulary is loaded once, when it is first needed', async () => {
  const loaded: string[] = [];
  const answer = createCountingService((name) => {
    loaded.push(name);
    return vocabulary(name);
  });
  assert.deepEqual(loaded, []);
  await Promise.all([1, 2].map((id) => answer({ id, model, lines: [hello] })));
  await answer({ id: 3, model: { id: 'gpt-oss-20b', encoding: 'o200k_harmony' }, lines: [hello] });
  await answer({ id: 4, model: { id: 'claude', encoding: 'approximate' }, lines: [hello] });
  assert.deepEqual(loaded, ['o200k_base']);
  await answer({ id: 5, model: { id: 'gpt-4', encoding: 'cl100k_base' }, lines: [hello] });
  assert.deepEqual(loaded, ['o200k_base', 'cl100k_base']);
});

test('a vocabulary that cannot be read is told, and tried again', async () => {
  let tries = 0;
  const answer = createCountingService((name) => (++tries === 1 ? Promise.reject(new Error('no such file')) : vocabulary(name)));
  assert.deepEqual(await answer({ id: 1, model, lines: [hello] }), { id: 1, error: 'no such file' });
  assert('counts' in (await answer({ id: 2, model, lines: [hello] })));
});

test('a worker tells the tokens of a part of a text, and keeps together those that share a character', async () => {
  const answer = createCountingService(vocabulary);
  const model = { id: 'gpt-4o', encoding: 'o200k_base' } as const;
  const ask = async (text: string, start: number, end: number) => {
    const reply = await answer({ id: 1, model, lines: [], texts: [{ text, start, end }] });
    assert('windows' in reply && reply.windows);
    return reply.windows[0];
  };
  const text = 'one two 🧑‍🚀 three';
  const whole = await ask(text, 0, text.length);
  assert(whole);
  assert.deepEqual([whole.before, whole.start, whole.ids.length, whole.ends.at(-1)], [0, 0, whole.total, text.length]);
  const rocket = text.indexOf('🚀');
  const part = await ask(text, rocket, rocket + 1);
  assert(part);
  assert.deepEqual([part.start, part.ends.at(-1), part.total], [rocket, rocket + 2, whole.total]);
  assert(part.ids.length > 1, 'several tokens make this character');
  assert.deepEqual(part.ids, whole.ids.slice(part.before, part.before + part.ids.length));
  assert.deepEqual(await ask('', 0, 0), { total: 0, before: 0, start: 0, ids: [], ends: [] });
});
