import assert from 'node:assert/strict';
import test from 'node:test';
import type { Memento, TextDocument, Uri } from 'vscode';
import { remember, restore, sourceOf } from '../../client/src/asText/remembered';

const uri = { toString: () => 'exemplar-text:/a.jsonl lines 2–3.transcript' } as unknown as Uri;
const source = { toString: () => 'file:///a.jsonl' } as unknown as Uri;

/** What VS Code gives of a document, as far as it is asked for here. */
function documentOf(...lines: readonly string[]): TextDocument {
  return { lineCount: lines.length, lineAt: (line: number) => ({ text: lines[line] }) } as unknown as TextDocument;
}

function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? kept.get(key) : otherwise) as T,
    update: async (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

async function restored(kind: 'lines' | 'file', ...now: readonly string[]) {
  const kept = memory();
  const base = ['{"b":1}', '{"c":1}'];
  await remember(kept, {
    uri,
    source,
    kind,
    path: undefined,
    lines: [1, 2],
    texts: base,
    base,
    content: '',
    changed: 7,
    emptied: undefined,
    writing: false,
  });
  return restore(kept, uri, source, documentOf(...now));
}

test('after a reload a text stands for the same lines, also where they have moved', async () => {
  assert.deepEqual((await restored('lines', '{"a":1}', '{"b":1}', '{"c":1}', ''))?.lines, [1, 2]);
  const moved = await restored('lines', '{"a":1}', '{"new":1}', '{"b":1}', '{"c":1}');
  assert.deepEqual([moved?.lines, moved?.texts, moved?.changed], [[2, 3], ['{"b":1}', '{"c":1}'], 7]);
});

test('a line that is no longer as it was is never taken for another', async () => {
  const changed = await restored('lines', '{"a":1}', '{"b":2}', '{"c":1}');
  assert.deepEqual(changed?.lines, [2]);
  assert.notEqual(changed?.changed, 7);
  assert.deepEqual((await restored('lines', 'x'))?.lines, []);
});

test('a whole file is all of its lines, whatever they are now', async () => {
  assert.deepEqual((await restored('file', 'x', 'y', 'z', ''))?.lines, [0, 1, 2]);
});

test('nothing is made up for an address that was never opened', () => {
  assert.equal(restore(memory(), uri, source, documentOf('x')), undefined);
  assert.equal(sourceOf(memory(), uri), undefined);
});
