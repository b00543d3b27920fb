import assert from 'node:assert/strict';
import test from 'node:test';
import { textsOf } from '../../server/src/core/tokens/countedLines';
import type { CountRequest } from '../../server/src/core/tokens/counting';
import type { CountingPort } from '../../server/src/lsp/tokenCounts';
import { startInProcess, type TestClient } from '../support/client';
import { inThreadCounting } from '../support/counting';

const uri = 'file:///order.jsonl';
// Four lines fill a request.
const lines = Array.from({ length: 24 }, (_, line) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `${line} ${'to be '.repeat(10_000)}` },
      { role: 'assistant', content: 'or not' },
    ],
  }),
);

/** A worker that answers when the test says so. */
function heldCounting(): { readonly start: () => CountingPort; readonly asked: () => number[][]; readonly answer: () => void } {
  const requests: CountRequest[] = [];
  const port = inThreadCounting();
  let answered = 0;
  return {
    start: () => ({ ...port, post: (request) => requests.push(request as CountRequest) }),
    asked: () => requests.map((request) => Array.from(textsOf(request), (text) => lines.indexOf(text))),
    answer: () => {
      const request = requests[answered++];
      assert(request);
      port.post(request);
    },
  };
}

async function countedIn(client: TestClient, least: number): Promise<number | undefined> {
  return (await client.status(uri, ({ tokens }) => (tokens?.counted ?? 0) >= least)).tokens?.counted;
}

test('what is asked about is counted first, then what is in sight, then the rest, and the status tells how far it has come', async () => {
  const { start, asked, answer } = heldCounting();
  const client = await startInProcess({}, start);
  await client.open(uri, lines.join('\n'));
  await client.problems(uri);
  await client.until(() => asked().length === 1);
  assert.deepEqual(asked(), [[0, 1, 2, 3]]);

  const range = { start: { line: 18, character: 0 }, end: { line: 19, character: 0 } };
  await client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
  const hover = client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 10, character: 4 } });
  // Answered in order, so that the hover has been received by now.
  await client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });

  answer();
  assert.equal(await countedIn(client, 1), 4);
  answer();
  assert(await hover);
  await client.until(() => asked().length > 2);
  for (let requests = asked().length; requests < 6; requests = asked().length) {
    answer();
    await client.until(() => asked().length > requests);
  }
  assert.deepEqual(asked().slice(0, 2), [[0, 1, 2, 3], [10]]);
  assert.deepEqual(asked().slice(2, 4).flat().sort(), [18, 19]);
  assert.deepEqual(asked().slice(4), [
    [4, 5, 6, 7],
    [8, 9, 11, 12],
  ]);
  assert.equal(await countedIn(client, 11), 11);
  await client.close();
});

test('a file that is closed is counted no further', async () => {
  const { start, asked, answer } = heldCounting();
  const client = await startInProcess({}, start);
  await client.open(uri, lines.join('\n'));
  await client.problems(uri);
  await client.until(() => asked().length === 1);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.open('file:///other.jsonl', '{"messages":[]}');
  await client.problems('file:///other.jsonl');
  answer();
  await client.until(() => asked().length === 2);
  assert.deepEqual(asked(), [[0, 1, 2, 3], [-1]]);
  await client.close();
});

test('a line of megabytes is counted once nobody has typed or asked for a while', async () => {
  const long = `{"messages":[{"role":"user","content":"${'to be '.repeat(200_000)}"}]}`;
  const { start, asked, answer } = heldCounting();
  let clock = 0;
  const client = await startInProcess({ host: { now: () => clock } }, start);
  await client.open(uri, [lines[0], lines[1], long].join('\n'));
  await client.problems(uri);
  await client.until(() => asked().length === 1);
  answer();
  assert.equal(await countedIn(client, 2), 2);
  assert.deepEqual(asked(), [[0, 1]]);
  clock += 10_000;
  await client.change(uri, 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
  await client.problems(uri);
  await client.until(() => asked().length === 2);
  // The edited line, and not the long one.
  assert.deepEqual(asked(), [[0, 1], [-1]]);
  clock += 10_000;
  answer();
  await client.until(() => asked().length === 3);
  answer();
  assert.equal(await countedIn(client, 3), 3);
  await client.close();
});
