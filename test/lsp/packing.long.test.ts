import assert from 'node:assert/strict';
import test from 'node:test';
import { startInProcess, type TestClient } from '../support/client';

const uri = 'file:///large.jsonl';

/** Lines with every kind of finding that keeps something of its line, and a character beyond Latin-1. */
function largeText(units: number): string {
  const lines: string[] = [];
  for (let size = 0; size < units; size += lines.at(-1)?.length ?? 0) {
    const words = `漢 ${lines.length} `.repeat(120);
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

/** A client whose server says when it has packed a file. */
async function startPacking(): Promise<{ readonly client: TestClient; readonly packed: Promise<void> }> {
  let told = (): void => undefined;
  const packed = new Promise<void>((resolve) => {
    told = resolve;
  });
  const client = await startInProcess({
    host: { collectGarbage: told },
    settings: { countTokens: false },
    capabilities: { textDocument: { diagnostic: {} } },
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
  const afresh = await startInProcess({ settings: { countTokens: false }, capabilities: { textDocument: { diagnostic: {} } } });
  await afresh.open(uri, rows.join('\n'));
  assert.deepEqual(await answers(client), await answers(afresh));
  for (const each of [client, afresh]) {
    assert.deepEqual(each.errors, []);
    await each.close();
  }
});
