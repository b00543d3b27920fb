import assert from 'node:assert/strict';
import test from 'node:test';
import { convertFile, listConversions, multiShot } from '../../server/src/shared/protocol';
import { startInProcess } from '../support/client';

const uri = 'file:///train.jsonl';
const textDocument = { uri };
const alpaca = '{"instruction":"Add","input":"1, 2","output":"3"}\n';

test('a file is offered the shapes that its target takes first, and comes back converted', async () => {
  const client = await startInProcess();
  await client.open(uri, alpaca.repeat(2));
  const found = await client.connection.sendRequest(listConversions, { textDocument });
  assert.equal(found?.from, 'instructions and answers (Alpaca)');
  assert.deepEqual(
    found?.choices.filter(({ accepted }) => accepted).map(({ id }) => id),
    ['chat', 'reinforcement', 'completion'],
  );
  assert.equal(found?.choices[0]?.accepted, true);
  assert.ok(!found?.choices.some(({ id }) => id === 'preference' || id === 'alpaca'));
  const converted = await client.connection.sendRequest(convertFile, { textDocument, to: 'chat' });
  assert.deepEqual(converted, {
    text: '{"messages":[{"role":"user","content":"Add\\n1, 2"},{"role":"assistant","content":"3"}]}\n'.repeat(2),
    written: 2,
    summary: '2 lines read, as many written as chat messages.',
    losses: [],
  });
  assert.equal(await client.connection.sendRequest(convertFile, { textDocument, to: 'nothing' }), null);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('a prompt is made of some lines', async () => {
  const client = await startInProcess();
  await client.open(uri, alpaca + alpaca.replace('Add', 'Multiply').replace('"3"', '"2"') + alpaca);
  const request = { textDocument, form: 'labelled', question: '', user: '', assistant: '', lines: [{ start: 0, end: 1 }] } as const;
  assert.deepEqual(await client.connection.sendRequest(multiShot, request), {
    training: true,
    text: 'user: Add\n1, 2\n\nassistant: 3\n\n---\n\nuser: Multiply\n1, 2\n\nassistant:',
    examples: 1,
    leftOut: 0,
    note: '',
  });
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('logs are left alone', async () => {
  const client = await startInProcess();
  await client.open(uri, '{"level":"info","msg":"started"}\n');
  assert.equal((await client.connection.sendRequest(listConversions, { textDocument }))?.training, false);
  assert.equal(await client.connection.sendRequest(convertFile, { textDocument, to: 'chat' }), null);
  await client.close();
});

test('where examples go over several lines each there is nothing to choose, and that is why', async () => {
  const client = await startInProcess();
  const example = JSON.parse('{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}');
  await client.open(uri, `${JSON.stringify(example, undefined, 2)}\n`.repeat(3));
  const found = await client.connection.sendRequest(listConversions, { textDocument });
  assert.deepEqual([found?.training, found?.unreadable, found?.choices], [true, true, []]);
  await client.close();
});
