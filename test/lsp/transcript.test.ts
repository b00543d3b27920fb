import assert from 'node:assert/strict';
import test from 'node:test';
import { checkTranscript, labelTranscript, mendTranscript } from '../../server/src/shared/transcriptProtocol';
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

test('messages of a transcript are labelled with the tokens that their line shows, and what is not learnt', async () => {
  const client = await startInProcess({ settings: { target: 'openai' } });
  const text =
    '===== example\n\n=== user\n\nHello world\n\n=== assistant\nweight: 0\n\nHi\n\n===== example\n\n=== user\n\nHi\n\n=== assistant\n\nHello world\n';
  await client.open(uri, line.repeat(12));
  const labels = await client.connection.sendRequest(labelTranscript, { text, uri, first: 0, last: 30 });
  // Four tokens frame a message: three, and its role.
  assert.deepEqual(labels, [
    { line: 2, character: 8, label: '6 tokens' },
    { line: 6, character: 13, label: '5 tokens · not learnt' },
    { line: 13, character: 8, label: '5 tokens' },
    { line: 17, character: 13, label: '6 tokens' },
  ]);
  const few = await client.connection.sendRequest(labelTranscript, { text, uri, first: 12, last: 14 });
  assert.deepEqual(
    few.map((each) => each.line),
    [13, 17],
  );
  assert.deepEqual(await client.connection.sendRequest(labelTranscript, { text: 'no heading', uri, first: 0, last: 1 }), []);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('labels are left out where hints or counts are off', async () => {
  const text = '=== user\n\nHi\n\n=== assistant\nweight: 0\n\nHo\n';
  for (const [settings, expected] of [
    [{ inlayHints: { enabled: false } }, []],
    [{ tokens: { enabled: false } }, ['not learnt']],
  ] as const) {
    const client = await startInProcess({ settings });
    const labels = await client.connection.sendRequest(labelTranscript, { text, uri: 'file:///own.transcript', first: 0, last: 9 });
    assert.deepEqual(
      labels.map(({ label }) => label),
      expected,
    );
    await client.close();
  }
});
