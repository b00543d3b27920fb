import assert from 'node:assert/strict';
import test from 'node:test';
import { textInPieces, textPiece } from '../../server/src/shared/piecesProtocol';
import { startInProcess, type TestClient } from '../support/client';

const good = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}\n';
const bad = '{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}\n';
const uri = 'file:///train.jsonl';
const textDocument = { uri };
const settings = { rules: { 'too-few-examples': 'off', 'duplicate-example': 'off' } };
const pieces = [`${bad}${good.repeat(29)}`, good.repeat(30), `${good.repeat(9)}${bad}`];

async function openFirst(client: TestClient): Promise<void> {
  await client.connection.sendNotification(textInPieces, { uri, opening: 1, lines: 71 });
  await client.open(uri, pieces[0] ?? '');
}

function send(client: TestClient, index: number, opening = 1): Promise<null> {
  return client.connection.sendRequest(textPiece, { uri, opening, text: pieces[index] ?? '', isLast: index === pieces.length - 1 });
}

/** The problems that are left when nothing more comes. */
async function allProblems(client: TestClient): Promise<readonly string[]> {
  await client.status(uri, ({ pending }) => pending === 0);
  return client.problems(uri);
}

test('lines are told of and asked about before the rest of their text has come', async () => {
  const client = await startInProcess({ settings });
  await openFirst(client);
  assert.deepEqual(await client.problems(uri), ['0:13 missing-role']);
  const hover = await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 1, character: 4 } });
  assert(hover);
  await client.status(uri, ({ pending }) => pending === 40);
  await send(client, 1);
  await send(client, 2);
  assert.deepEqual(await allProblems(client), ['0:13 missing-role', '69:13 missing-role']);
  assert(client.refreshes() > 0);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('what needs all of a text waits for it', async () => {
  const client = await startInProcess({ settings });
  await openFirst(client);
  const outline = client.connection.sendRequest<readonly object[]>('textDocument/documentSymbol', { textDocument });
  // Of the line that a piece ends before nothing is there yet.
  const below = client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 30, character: 4 } });
  let answered = 0;
  for (const each of [outline, below]) void each.then(() => answered++);
  await send(client, 1);
  assert.equal(answered, 0);
  await send(client, 2);
  assert.equal((await outline).length, 70);
  assert(await below);
  await client.close();
});

test('edits come between pieces, and pieces of another opening are left aside', async () => {
  const client = await startInProcess({ settings });
  await openFirst(client);
  await send(client, 1, 2);
  await client.change(uri, 2, { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, '');
  await send(client, 1);
  await client.change(uri, 3, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, `${bad}\n`);
  await send(client, 2);
  assert.deepEqual(await allProblems(client), ['0:13 missing-role', '1:0 blank-line', '69:13 missing-role']);
  await client.close();
});

test('a document that is closed before its text has come leaves nobody waiting, and is opened whole again', async () => {
  const client = await startInProcess({ settings });
  await openFirst(client);
  const outline = client.connection.sendRequest('textDocument/documentSymbol', { textDocument });
  await client.connection.sendNotification('textDocument/didClose', { textDocument });
  await outline;
  await client.open(uri, `${good}${bad}`);
  await send(client, 1);
  assert.deepEqual(await client.problems(uri), ['1:13 missing-role']);
  await client.close();
});

test('an empty last piece ends a text like any other', async () => {
  const client = await startInProcess({ settings });
  await openFirst(client);
  await client.problems(uri);
  const refreshes = client.refreshes();
  await client.connection.sendRequest(textPiece, { uri, opening: 1, text: '', isLast: true });
  await client.until(() => client.refreshes() > refreshes);
  assert.deepEqual(await allProblems(client), ['0:13 missing-role']);
  await client.close();
});
