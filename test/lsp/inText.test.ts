import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import test from 'node:test';
import type { CodeLens, InlayHint } from 'vscode-languageserver-protocol';
import { activeLine } from '../../server/src/shared/protocol';
import { modernClient, startInProcess, type TestClient } from '../support/client';

const line = (question: string): string => `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"It is."}]}`;
const uri = 'file:///in-text.jsonl';
const capabilities = {
  ...modernClient,
  workspace: { ...modernClient.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
};

async function start(
  settings: Record<string, unknown> = {},
): Promise<TestClient & { readonly refreshed: (kind: string) => Promise<unknown> }> {
  const client = await startInProcess({ capabilities, settings });
  const events = new EventEmitter();
  for (const kind of ['codeLens', 'inlayHint']) {
    client.connection.onRequest(`workspace/${kind}/refresh`, () => {
      events.emit(kind);
      return null;
    });
  }
  return { ...client, refreshed: (kind) => once(events, kind) };
}

const lensesOf = ({ connection }: TestClient): Promise<CodeLens[]> =>
  connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
const hintsOf = ({ connection }: TestClient): Promise<InlayHint[]> =>
  connection.sendRequest('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
  });

test('the lens follows the cursor, and comes again when its tokens are counted', async () => {
  const client = await start();
  await client.open(uri, [line('Is it open?'), line('Is it free?')].join('\n'));
  assert.deepEqual(await lensesOf(client), []);
  for (const each of [1, 0]) {
    const moved = client.refreshed('codeLens');
    await client.connection.sendNotification(activeLine, { uri, line: each });
    await moved;
    let lenses = await lensesOf(client);
    if (lenses.length === 0) {
      await client.refreshed('codeLens');
      lenses = await lensesOf(client);
    }
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title]),
      [[each, '18 tokens']],
    );
  }
  await client.close();
});

test('hints have roles at once and tokens when they are counted', async () => {
  const client = await start();
  await client.open(uri, line('Is it open?'));
  const counted = client.refreshed('inlayHint');
  const labels = (hints: readonly InlayHint[]) => hints.map(({ label }) => label);
  const first = labels(await hintsOf(client));
  if (first[0] === 'user') {
    assert.deepEqual(first, ['user', 'assistant']);
    await counted;
  }
  assert.deepEqual(labels(await hintsOf(client)), ['user · 8', 'assistant · 7']);
  await client.close();
});

test('both can be switched off', async () => {
  const client = await start({ inlayHints: { enabled: false }, codeLens: { enabled: false } });
  await client.open(uri, line('Is it open?'));
  await client.connection.sendNotification(activeLine, { uri, line: 0 });
  assert.deepEqual(await hintsOf(client), []);
  assert.deepEqual(await lensesOf(client), []);
  await client.close();
});
