import assert from 'node:assert/strict';
import test from 'node:test';
import type { FileBytes } from '../../server/src/core/bytes/fileBytes';
import { rewriteCommand } from '../../server/src/shared/protocol';
import { startInProcess, type TestClient } from '../support/client';

const line = (question: string, answer = 'Yes.'): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
const clean = Array.from({ length: 10 }, (_, index) => line(`Question ${index}?`)).join('\n');
const uri = 'file:///train.jsonl';

/** Waits until the diagnostics are these. */
async function becomes(client: TestClient, wanted: readonly string[]): Promise<void> {
  for (let round = 0; ; round++) {
    const found = await client.problems(uri);
    if (JSON.stringify(found) === JSON.stringify(wanted) || round === 200) return assert.deepEqual(found, wanted);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('what a client tells of the bytes is found, offered to be mended, and forgotten when it is mended', async () => {
  const client = await startInProcess({ initialization: { tellsBytes: true, commands: [rewriteCommand] } });
  const tell = (bytes: FileBytes): Promise<void> => client.connection.sendNotification('exemplar/fileBytes', { uri, bytes });
  await client.open(uri, clean);
  assert.deepEqual(await client.problems(uri), []);
  await tell({ size: 900, encoding: 'utf-8', mark: true });
  assert.deepEqual(await client.problems(uri), ['0:0 byte-order-mark']);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions: readonly { readonly title: string; readonly command?: unknown }[] = await client.connection.sendRequest(
    'textDocument/codeAction',
    { textDocument: { uri }, range, context: { diagnostics: [] } },
  );
  const title = 'Save the file without the byte order mark';
  assert.deepEqual(actions.find((action) => action.title === title)?.command, {
    title,
    command: rewriteCommand,
    arguments: [{ uri, mark: false }],
  });
  await tell({ size: 897, encoding: 'utf-16be', mark: false });
  assert.deepEqual(await client.problems(uri), ['0:0 wrong-encoding']);
  // What is known of the bytes survives an edit and other settings.
  await client.change(uri, 2, range, line('Another?').concat('\n'));
  assert.deepEqual(await client.problems(uri), ['0:0 wrong-encoding']);
  await tell({ size: 897, encoding: 'utf-8', mark: false });
  assert.deepEqual(await client.problems(uri), []);
  await client.close();
});

test('a line that is too long is found once it is counted, and no more once it is shorter', async () => {
  const client = await startInProcess();
  const long = line('Long?', 'yes '.repeat(66_000).trimEnd());
  await client.open(uri, `${clean}\n${long}`);
  const place = long.lastIndexOf('"assistant"');
  await becomes(client, [`10:${place} over-token-limit`]);
  const edited = { start: { line: 10, character: long.length - 100_000 }, end: { line: 10, character: long.length - 5 } };
  await client.change(uri, 2, edited, '');
  await becomes(client, []);
  await client.change(uri, 3, { start: edited.start, end: edited.start }, long.slice(edited.start.character, edited.end.character));
  await becomes(client, [`10:${place} over-token-limit`]);
  await client.close();
});
