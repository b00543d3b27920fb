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
    [8, undefined, undefined, 8],
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
