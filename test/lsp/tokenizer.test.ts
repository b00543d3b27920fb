import assert from 'node:assert/strict';
import test from 'node:test';
import type { Hover } from 'vscode-languageserver-types';
import { startInProcess, type TestClient } from '../support/client';
import { threeWords } from '../support/tokenizer';

const uri = 'file:///data/a.jsonl';
const pair = '{"prompt":"hello world","completion":"again"}';
const chat = '{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"world again"}]}';

/** Opens a file of two such lines and has it checked, as tokens are counted after that. */
async function open(client: TestClient, line: string): Promise<void> {
  await client.open(uri, [line, line].join('\n'));
  await client.pull(uri);
}

/** Waits until all lines are counted by this tokenizer, checked anew as often as it takes, and the counts are these. */
async function counted(client: TestClient, by: string | undefined, wanted: RegExp): Promise<void> {
  const asking = setInterval(() => void client.pull(uri), 50);
  await client.status(uri, ({ tokens }) => {
    const text = `${tokens?.approximate ? 'about ' : ''}${tokens?.total}`;
    return tokens?.counted === 2 && tokens.by === by && wanted.test(text);
  });
  clearInterval(asking);
}

async function hover(client: TestClient, line: number, character: number): Promise<string> {
  const found: Hover | null = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line, character },
  });
  return JSON.stringify(found?.contents);
}

test('tokens are counted by the tokenizer that a setting names, and say so', async () => {
  const files = { 'file:///data/models/tokenizer.json': threeWords };
  const settings = { target: 'together', tokens: { tokenizer: 'models/tokenizer.json' } };
  const client = await startInProcess({ files, settings, mainFolder: 'file:///data' });
  await open(client, pair);
  await counted(client, 'models/tokenizer.json', /^6$/);
  assert.match(await hover(client, 0, 12), /Texts are counted with.*models\/tokenizer\.json/);
  assert.deepEqual(client.shown, []);
  await client.close();
});

test('the project file wins over the setting; a changed tokenizer counts anew, and so does one that is taken out', async () => {
  const files: Record<string, string> = {
    'file:///data/own/tokenizer.json': threeWords,
    'file:///data/exemplar.json': '{ "target": "together", "tokenizer": "own/tokenizer.json" }',
  };
  const changed = (file: string) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 2 }] });
  const settings = { tokens: { tokenizer: 'there/is/none.json' } };
  const client = await startInProcess({ files, settings, mainFolder: 'file:///data' });
  await open(client, chat);
  // Each line: 3 + 1 + 1, then 3 + 1 + 2, then 3.
  await counted(client, 'own/tokenizer.json', /^about 28$/);
  // Nothing splits texts any more: each is one token.
  files['file:///data/own/tokenizer.json'] = JSON.stringify({ ...JSON.parse(threeWords), pre_tokenizer: null });
  await changed('file:///data/own/tokenizer.json');
  await counted(client, 'own/tokenizer.json', /^about 26$/);
  files['file:///data/exemplar.json'] = '{ "target": "together", "tokenizer": "own/nothing.json" }';
  await changed('file:///data/exemplar.json');
  await counted(client, undefined, /^about/);
  assert.equal(client.shown.length, 1);
  assert.match(client.shown[0] ?? '', /\/data\/own\/nothing\.json cannot be used: there is no such file\. Tokens are counted without it/);
  await client.close();
});

test('a broken tokenizer is told once, with path and reason, and the estimate is used', async () => {
  const files = { 'file:///models/tokenizer.json': '{"model":{"type":"Oracle"}}' };
  const client = await startInProcess({ files, settings: { target: 'together', tokens: { tokenizer: '/models/tokenizer.json' } } });
  await open(client, pair);
  await counted(client, undefined, /^about/);
  await client.until(() => client.shown.length > 0);
  assert.match(await hover(client, 0, 12), /model's own tokenizer is not at hand/);
  assert.equal(client.shown.length, 1);
  assert.match(client.shown[0] ?? '', /\/models\/tokenizer\.json cannot be used: its model is of the type "Oracle"/);
  await client.close();
});
