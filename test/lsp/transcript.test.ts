import assert from 'node:assert/strict';
import test from 'node:test';
import { checkTranscript, mendTranscript } from '../../server/src/shared/transcriptProtocol';
import { startInProcess } from '../support/client';

const uri = 'file:///train.jsonl';
const line = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n';

test('examples of a transcript are checked for the target of their file, and mended where they stand', async () => {
  const client = await startInProcess({ settings: { target: 'openai' } });
  const text = '===== example\n\n=== user\n\nHi\n\n=== assistant\n\nHo\n\n===== example\n\n=== user\n\nHi\n\n=== asistant\n\nHo\n';
  await client.open(uri, line.repeat(12));
  const [found, ...more] = await client.connection.sendRequest(checkTranscript, { text, uri });
  assert.deepEqual(more, []);
  assert.equal(found?.code, 'unknown-role');
  assert.deepEqual(found.range, { start: { line: 16, character: 4 }, end: { line: 16, character: 12 } });
  assert.deepEqual(await client.connection.sendRequest(mendTranscript, { text, uri, first: 0, last: 15 }), []);
  const [fix] = await client.connection.sendRequest(mendTranscript, { text, uri, first: 16, last: 16 });
  assert.equal(fix?.isSafe, true);
  assert.deepEqual(fix.diagnostic, found);
  assert.deepEqual(fix.edit, {
    range: { start: { line: 16, character: 0 }, end: { line: 17, character: 0 } },
    newText: '=== assistant\n',
  });
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('a transcript whose file is not open is checked by its own examples, and left alone when it is no training data', async () => {
  const client = await startInProcess({ settings: { target: 'openai' } });
  const own = 'file:///chat.transcript';
  const rules = async (text: string): Promise<unknown[]> =>
    (await client.connection.sendRequest(checkTranscript, { text, uri: own })).map(({ code }) => code);
  assert.deepEqual(await rules('=== user\n\nHi\n\n=== assistant\nweight: 2\n\nHo'), ['weight-value']);
  // What cannot be read is told of by what reads it.
  assert.deepEqual(await rules('=== user\n\nHi\n\n=== assistant\nweight: 2,5\n\nHo'), []);
  assert.deepEqual(await rules('===== example\nlevel: "info"\nat: 12\n'), []);
  // The last line of a text may have no line break.
  const text = '=== user\n\nHi\n\n=== assistant\n\nHo\n\n=== usr';
  const fixes = await client.connection.sendRequest(mendTranscript, { text, uri: own, first: 8, last: 8 });
  assert.deepEqual(fixes.find(({ diagnostic }) => diagnostic.code === 'unknown-role')?.edit, {
    range: { start: { line: 8, character: 0 }, end: { line: 8, character: 7 } },
    newText: '=== user',
  });
  assert.deepEqual(client.errors, []);
  await client.close();
});
