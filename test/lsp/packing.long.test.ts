import assert from 'node:assert/strict';
import test from 'node:test';
import { collectGarbage } from '../../server/src/node/collectGarbage';
import { modernClient, startInProcess, type TestClient } from '../support/client';

const uri = 'file:///large.jsonl';

/** Lines with every kind of finding that keeps something of its line, and a character beyond Latin-1. */
function largeText(units: number): string {
  const lines: string[] = [];
  for (let size = 0; size < units; size += lines.at(-1)?.length ?? 0) {
    const words = `漢 ${lines.length} `.repeat(120).trim();
    const message = lines.length % 100 === 7 ? { role: 'usr', content: words } : { role: 'user', content: words };
    const answer = lines.length % 100 === 8 ? ` ${words}` : words;
    lines.push(JSON.stringify({ messages: [message, { role: 'assistant', content: answer }] }));
    if (lines.length % 500 === 9)
      lines.push(' '.repeat(40), '{"messages": [', `{"prompt": "${words}"}`, '"half: \ud83d of a character, with text"');
  }
  return lines.join('\n');
}

async function answers(client: TestClient): Promise<unknown> {
  const textDocument = { uri };
  const position = { line: 7, character: 30 };
  return {
    problems: await client.problems(uri),
    hover: await client.connection.sendRequest('textDocument/hover', { textDocument, position }),
    completion: await client.connection.sendRequest('textDocument/completion', { textDocument, position }),
    links: await client.connection.sendRequest('textDocument/documentLink', { textDocument }),
    symbols: await client.connection.sendRequest('textDocument/documentSymbol', { textDocument }),
  };
}

// Diagnostics are not told in parts.
const capabilities: typeof modernClient = { ...modernClient, workspace: { configuration: true } };

/** A client whose server says when it gives back what packing has left. */
async function startPacking(): Promise<{ readonly client: TestClient; readonly packed: Promise<void> }> {
  let told = (): void => undefined;
  const packed = new Promise<void>((resolve) => {
    told = resolve;
  });
  const client = await startInProcess({
    // Nobody wants to wait until nothing has happened for a while, so that time goes by faster.
    host: { collectGarbage: told, now: () => 10 * performance.now() },
    settings: { tokens: { enabled: false } },
    capabilities,
  });
  return { client, packed };
}

test('a large file answers the same before and after its texts are packed, and after edits as one that was opened afresh', async () => {
  const text = largeText(4_200_000);
  const { client, packed } = await startPacking();
  await client.open(uri, text);
  const before = await client.problems(uri);
  assert.ok(before.length > 20);
  await packed;
  assert.deepEqual(await client.problems(uri), before);
  const at = { line: 7, character: 28 };
  await client.change(uri, 2, { start: at, end: at }, '😀\n');
  const rows = text.split('\n');
  const [row = ''] = rows.splice(7, 1, `${rows[7]?.slice(0, 28)}😀`, rows[7]?.slice(28) ?? '');
  assert.ok(row.length > 28);
  const afresh = await startInProcess({ settings: { tokens: { enabled: false } }, capabilities });
  await afresh.open(uri, rows.join('\n'));
  assert.deepEqual(await answers(client), await answers(afresh));
  for (const each of [client, afresh]) {
    assert.deepEqual(each.errors, []);
    await each.close();
  }
});

/** Goes through a file as somebody who scrolls through all of it. */
async function scrollThrough({ connection }: TestClient, lines: number): Promise<void> {
  const textDocument = { uri };
  for (let line = 0; line < lines; line += 100) {
    const range = { start: { line, character: 0 }, end: { line: line + 99, character: 0 } };
    await connection.sendRequest('textDocument/inlayHint', { textDocument, range });
    await connection.sendRequest('textDocument/hover', { textDocument, position: { line, character: 30 } });
  }
}

test('once they are packed, nothing holds on to the text that was opened nor to texts that were read back', async () => {
  // An error's stack is told by source maps, which take twenty megabytes from then on.
  assert.ok(new Error('first').stack);
  const used = (): number => {
    // What is swept beside is told of only by the next.
    for (let time = 0; time < 2; time++) collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const units = 10_000_000;
  const { client, packed } = await startPacking();
  await client.problems(uri);
  const before = used();
  await client.open(uri, largeText(units));
  await answers(client);
  await packed;
  await answers(client);
  await scrollThrough(client, 6000);
  const added = used() - before;
  // The text has 13 MB as UTF-8 and 20 as UTF-16, which whatever held on to it would add; what is known of its lines has 11.
  assert.ok(added < 3 * units, `${added} bytes`);
  await client.close();
});
