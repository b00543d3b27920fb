import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { startInProcess } from '../support/client';

const good = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';
const bad = '{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}';
const uri = 'file:///train.jsonl';
const quiet = { rules: { 'too-few-examples': 'off', 'duplicate-example': 'off' } };

test('diagnostics are pulled, with rule id and link', async () => {
  const client = await startInProcess({ settings: quiet });
  await client.open(uri, `${good}\n${bad}\n`);
  const report = await client.pull(uri);
  assert(report.kind === 'full');
  const [diagnostic] = report.items;
  assert.equal(diagnostic?.code, 'missing-role');
  assert.equal(diagnostic?.source, 'Exemplar');
  assert.equal(diagnostic?.codeDescription?.href, 'file:///rules/missing-role.md');
  assert.deepEqual(diagnostic?.range, { start: { line: 1, character: 13 }, end: { line: 1, character: 14 } });
  assert.equal((await client.pull(uri, report.resultId)).kind, 'unchanged');
  await client.close();
});

test('an edit is answered with what holds after it', async () => {
  const client = await startInProcess({ settings: quiet });
  await client.open(uri, `${good}\n${bad}\n`);
  assert.deepEqual(await client.problems(uri), ['1:13 missing-role']);
  await client.change(uri, 2, { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, '');
  assert.deepEqual(await client.problems(uri), ['0:13 missing-role']);
  await client.change(uri, 3, { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } }, '"role":"user",');
  assert.deepEqual(await client.problems(uri), []);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('a client that cannot pull gets diagnostics with the version they are for, and none after closing', async () => {
  const client = await startInProcess({ settings: quiet, capabilities: { workspace: { configuration: true } } });
  assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
  await client.open(uri, bad);
  for (let version = 2; version < 40; version++)
    await client.change(uri, version, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
  await client.status(uri, ({ pending }) => pending === 0);
  while (client.published.at(-1)?.version !== 39) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(client.published.at(-1)?.diagnostics[0]?.range.start.character, 13 + 38);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  while (client.published.at(-1)?.diagnostics.length !== 0) await new Promise((resolve) => setImmediate(resolve));
  await client.close();
});

test('a file of Batch requests is left alone and called what it is', async () => {
  const client = await startInProcess();
  await client.open(uri, '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[]}}\n');
  assert.deepEqual(await client.problems(uri), []);
  assert.equal((await client.status(uri, () => true)).silent, 'requests for OpenAI’s Batch interface, without answers');
  await client.close();
});

test('logs stay without a single diagnostic until they are called training data', async () => {
  const client = await startInProcess();
  await client.open(uri, '{"level":"info"}\n\nnot json\n');
  assert.deepEqual(await client.problems(uri), []);
  assert.match((await client.status(uri, () => true)).silent ?? '', /training/);
  await client.connection.sendNotification('exemplar/treatAsTraining', { uri });
  assert.notEqual((await client.problems(uri)).length, 0);
  await client.close();
});

test('an empty file is called one, and has too few examples once it is training data', async () => {
  const client = await startInProcess();
  await client.open(uri, '\n');
  const { silent, isEmpty } = await client.status(uri, () => true);
  assert.deepEqual([silent, isEmpty], ['completion offers whole examples', true]);
  await client.connection.sendNotification('exemplar/treatAsTraining', { uri });
  assert(
    (await client.problems(uri)).some((each) => each.includes('too-few-examples')),
    'too few',
  );
  await client.close();
});

test('other settings are followed at once', async () => {
  const settings: Record<string, unknown> = { ...quiet };
  const client = await startInProcess({ settings });
  await client.open(uri, bad);
  assert.deepEqual(await client.problems(uri), ['0:13 missing-role']);
  settings.rules = { ...quiet.rules, 'missing-role': 'off' };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await client.problems(uri), []);
  settings.target = 'azure';
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.equal((await client.status(uri, ({ target }) => target.id === 'azure')).target.name, 'Azure OpenAI');
  await client.close();
});

test('a file that is opened again is looked at again', async () => {
  const client = await startInProcess({ settings: quiet });
  await client.open(uri, good);
  const report = await client.pull(uri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.open(uri, bad);
  const again = await client.pull(uri, report.resultId);
  assert.equal(again.kind, 'full');
  await client.close();
});

test('other settings in the middle of a check lead to its end, not to an empty answer', async () => {
  const settings: Record<string, unknown> = { ...quiet };
  const client = await startInProcess({ settings });
  await client.open(uri, `${bad}\n${`${good}\n`.repeat(30_000)}`);
  const pulled = client.problems(uri);
  settings.rules = { ...quiet.rules, 'missing-role': 'warning' };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await pulled, ['0:13 missing-role']);
  await client.close();
});

test('a client that cannot ask for edits later gets them at once', async () => {
  const client = await startInProcess({ settings: quiet, capabilities: { workspace: { configuration: true } } });
  const wrong = good.replace('"assistant"', '"bot"');
  await client.open(uri, `${wrong}\n${wrong.replace('hi', 'ho')}\n`);
  const { problems } = await client.status(uri, ({ pending, problems: { found } }) => pending === 0 && found === 2);
  assert.deepEqual(problems.rules, [{ rule: 'unknown-role', severity: 'error', count: 2, firstLine: 0 }]);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: wrong.length } };
  const actions = await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  assert(Array.isArray(actions) && actions.length > 1);
  for (const action of actions) assert(action.edit, action.title);
  await client.close();
});

test('a storm of edits ends in the diagnostics of a fresh open', async () => {
  const pieces = [good, bad, '\n', '{"messages":[', '"', '}', '', '\r\n', 'x', '{"messages":[{"role":"user","content":"hi"}]}'];
  const edit = fc.record({
    line: fc.nat(6),
    character: fc.nat(90),
    lines: fc.nat(2),
    length: fc.nat(90),
    text: fc.constantFrom(...pieces),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 12 }), async (edits) => {
      const client = await startInProcess();
      const mirror = 'file:///mirror.jsonl';
      let rows = [good, bad, good];
      await client.open(uri, rows.join('\n'));
      const pulls: Promise<unknown>[] = [];
      for (const [index, { line, character, lines, length, text }] of edits.entries()) {
        const start = { line: Math.min(line, rows.length - 1), character };
        const endLine = Math.min(start.line + lines, rows.length - 1);
        const end = { line: endLine, character: endLine === start.line ? character + length : length };
        const before = rows[start.line]?.slice(0, start.character) ?? '';
        const after = rows[end.line]?.slice(end.character) ?? '';
        rows = [...rows.slice(0, start.line), ...(before + text + after).split(/\r\n|\n/), ...rows.slice(end.line + 1)];
        await client.change(uri, index + 2, { start, end }, text);
        // Asked for and overtaken, as while typing.
        pulls.push(client.pull(uri).catch(() => undefined));
      }
      await Promise.all(pulls);
      await client.open(mirror, rows.join('\n'));
      assert.deepEqual(await client.problems(uri), await client.problems(mirror));
      assert.deepEqual(client.errors, []);
      await client.close();
    }),
    { numRuns: 60 },
  );
});

/** More than is checked before the first answer. */
function largeFile(): string[] {
  return Array.from({ length: 5000 }, (_, index) =>
    good.replace('"hi"', `"${index}?"`).replace('hello', `${index} ${'word '.repeat(200)}end`),
  );
}

test('of a large file the lines in sight are told of first, and the rest when all is checked', async () => {
  // Time goes on with what is done: by the clock the first slice may come to the lines that are not in sight.
  let time = 0;
  const client = await startInProcess({ settings: quiet, host: { now: () => (time += 0.5) } });
  const lines = largeFile();
  for (const index of [3, 2500, 4999]) lines[index] = bad;
  await client.open(uri, lines.join('\n'));
  const first = await client.pull(uri);
  assert(first.kind === 'full');
  assert.deepEqual(
    first.items.map(({ range, code }) => `${range.start.line} ${code}`),
    ['3 missing-role'],
  );
  await client.until(() => client.refreshes() > 0);
  await client.status(uri, ({ pending }) => pending === 0);
  const whole = await client.pull(uri, first.resultId);
  assert(whole.kind === 'full');
  assert.deepEqual(
    whole.items.map(({ range, code }) => `${range.start.line} ${code}`),
    ['3 missing-role', '2500 missing-role', '4999 missing-role'],
  );
  assert.equal((await client.pull(uri, whole.resultId)).kind, 'unchanged');
  await client.close();
});

test('lines that come in sight while a large file is checked are told of before the others', async () => {
  // The check waits between two slices until it is let go.
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isHeld = false;
  const yieldTurn = (): Promise<void> => (isHeld ? held : new Promise((resolve) => setImmediate(resolve)));
  // Time goes on with what is done: on a busy machine an answer would else take more than one turn, and wait as well.
  let time = 0;
  const now = (): number => (time += 0.02);
  const client = await startInProcess({ settings: quiet, host: { yieldTurn, now } });
  const lines = largeFile();
  for (const index of [3, 4000]) lines[index] = bad;
  await client.open(uri, lines.join('\n'));
  const textDocument = { uri };
  await client.pull(uri);
  isHeld = true;
  await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 4000, character: 14 } });
  await client.until(() => client.refreshes() > 0);
  const again = client.pull(uri);
  letGo();
  const report = await again;
  assert(report.kind === 'full');
  assert(report.items.some(({ range }) => range.start.line === 4000));
  await client.close();
});

test('a client that cannot pull is sent what is in sight of a large file, and then all', async () => {
  const client = await startInProcess({ settings: quiet, capabilities: { workspace: { configuration: true } } });
  const lines = largeFile();
  for (const index of [3, 4999]) lines[index] = bad;
  await client.open(uri, lines.join('\n'));
  await client.until(() => client.published.at(-1)?.diagnostics.length === 2);
  assert.deepEqual(client.published.map(({ diagnostics }) => diagnostics.length).slice(-2), [1, 2]);
  await client.close();
});
