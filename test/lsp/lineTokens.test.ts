import assert from 'node:assert/strict';
import test from 'node:test';
import { lineTokens } from '../../server/src/shared/tokensProtocol';
import { startInProcess } from '../support/client';

const uri = 'file:///tokens.jsonl';
const line = '{"messages":[{"role":"user","content":"How warm?"},{"role":"assistant","content":"18 °C"}]}';

async function answerFor(settings: Record<string, unknown>) {
  const client = await startInProcess({ settings });
  await client.open(uri, line);
  const answer = await client.connection.sendRequest(lineTokens, { textDocument: { uri }, line: 0, character: 0 });
  await client.close();
  assert(answer);
  return answer;
}

test('tokens are the model’s own where its vocabulary is built in, else an estimate that says so', async () => {
  const own = await answerFor({});
  assert('texts' in own);
  assert.equal(own.estimate, undefined);
  assert.deepEqual([own.texts.length, own.isPart, own.model], [2, false, 'gpt-4.1-mini-2025-04-14']);
  const foreign = await answerFor({ target: 'together' });
  assert('texts' in foreign);
  assert.match(foreign.estimate ?? '', /o200k_base/);
});

test('where nothing is counted there are no tokens, and the setting is named', async () => {
  const off = await answerFor({ tokens: { enabled: false } });
  assert('why' in off);
  assert.match(off.why, /exemplar\.tokens\.enabled/);
});

test('a file that is not open has none', async () => {
  const client = await startInProcess({});
  assert.equal(await client.connection.sendRequest(lineTokens, { textDocument: { uri }, line: 0, character: 0 }), null);
  await client.close();
});
