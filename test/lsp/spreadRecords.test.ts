import assert from 'node:assert/strict';
import test from 'node:test';
import { mayTransform } from '../../server/src/shared/protocol';
import { mayEditAsText } from '../../server/src/shared/transcriptProtocol';
import { startInProcess } from '../support/client';

const uri = 'file:///data/train.jsonl';
const textDocument = { uri };
const line = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';
// Its messages are JSON by themselves, which must not be counted.
const spread = '{\n  "messages": [\n    {"role": "user", "content": "hi"},\n    {"role": "assistant", "content": "hello"}\n  ]\n}';

test('the status counts records that are not on a line each, and no tokens of their pieces', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  await client.open(uri, `${line}\n`);
  await client.problems(uri);
  const alone = await client.status(uri, ({ tokens }) => tokens?.counted === 1);
  assert.equal(alone.spreadRecords, undefined);
  const end = { line: 1, character: 0 };
  await client.change(uri, 2, { start: end, end }, `${spread}\n${spread}\n`);
  await client.problems(uri);
  const status = await client.status(uri, ({ pending, spreadRecords }) => pending === 0 && spreadRecords !== undefined);
  assert.deepEqual([status.examples, status.spreadRecords], [1, 2]);
  // The pieces are counted for hovers, and more than once in a while: no sum may take them in.
  await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 4, character: 8 } });
  await client.change(uri, 3, { start: end, end }, `${line}\n`);
  await client.problems(uri);
  const later = await client.status(uri, ({ examples, tokens }) => examples === 2 && (tokens?.counted ?? 0) >= 2);
  assert.deepEqual(later.tokens, { ...alone.tokens, counted: 2, total: 2 * (alone.tokens?.total ?? 0) });
});

test('a piece of a record is not opened as text, and the way out is told', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  await client.open(uri, `${line}\n${spread}\n`);
  const may = (lines?: readonly number[]) => client.connection.sendRequest(mayEditAsText, { textDocument, ...(lines && { lines }) });
  assert.equal(await may([0]), null);
  for (const lines of [[3], [0, 6], undefined]) {
    const refused = await may(lines);
    assert.equal(refused?.fixFirst, true);
    assert.match(
      refused.refused,
      /^Line [247] is no example by itself\. This record is spread over 6 lines\. .*: put the record on one line\.$/,
    );
  }
  await client.change(uri, 2, { start: { line: 1, character: 0 }, end: { line: 7, character: 0 } }, '{"messages":[\n');
  assert.equal(await may([1]), null, 'a line that is only cut off is text to mend');
});

test('where no record is on a line of its own nothing is done with the file as a whole', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  await client.open(uri, `${spread}\n${spread}\n`);
  const answer = await client.connection.sendRequest(mayTransform, { textDocument, moves: false });
  assert.match(JSON.stringify(answer), /its records go over several lines, or stand in a list.*"fixFirst":true/);
});
