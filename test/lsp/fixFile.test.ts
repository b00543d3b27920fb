import assert from 'node:assert/strict';
import test from 'node:test';
import { fixFile, listRemedies } from '../../server/src/shared/protocol';
import { startInProcess } from '../support/client';

const uri = 'file:///data/train.jsonl';
const textDocument = { uri };
const line = (question: string): string => `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"hello"}]}`;
const clean = Array.from({ length: 10 }, (_, index) => line(`hi ${index}`));
const unanswered = `${line('tail').slice(0, -2)},{"role":"user","content":"and?"}]}`;

test('remedies are listed, and what they come to is worked out without touching the file', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  await client.open(uri, [...clean, '', unanswered, `${line('comma').slice(0, -1)},}`, ''].join('\n'));
  const found = await client.connection.sendRequest(listRemedies, { textDocument });
  assert.equal(found?.training, true);
  assert.deepEqual(
    found.remedies.map(({ rule, kind, count, firstLine, necessary }) => [rule, kind, count, firstLine, necessary]),
    [
      ['invalid-json', 'fix', 1, 12, true],
      ['last-message', 'suggestion', 1, 11, true],
      ['blank-line', 'fix', 1, 10, false],
    ],
  );
  const remedies = [
    { rule: 'blank-line', kind: 'fix' },
    { rule: 'last-message', kind: 'suggestion' },
  ] as const;
  const fixed = await client.connection.sendRequest(fixFile, { textDocument, remedies });
  assert.deepEqual(fixed, {
    edits: [{ range: { start: { line: 10, character: 0 }, end: { line: 12, character: 0 } }, newText: `${line('tail')}\n` }],
    applied: 2,
    remains: { error: 1, warning: 0, info: 0, hint: 0, rules: ['invalid-json'], fixable: 1 },
  });
  assert.deepEqual(found, await client.connection.sendRequest(listRemedies, { textDocument }));
  assert.deepEqual(client.errors, []);
});

test('a log has no remedies, and a file that is not open no answer', async (context) => {
  const client = await startInProcess();
  context.after(client.close);
  await client.open(uri, '{"level":"info"}\n\n');
  const found = await client.connection.sendRequest(listRemedies, { textDocument });
  assert.deepEqual({ training: found?.training, remedies: found?.remedies }, { training: false, remedies: [] });
  assert.equal(await client.connection.sendRequest(listRemedies, { textDocument: { uri: 'file:///other.jsonl' } }), null);
});
