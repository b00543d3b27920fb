import assert from 'node:assert/strict';
import test from 'node:test';
import type { TextEdit } from 'vscode-languageserver-types';
import { startInProcess, type TestClient } from '../support/client';
import { applyEdits } from '../support/marked';

const line = (question: string) => `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"Yes."}]}`;
const ten = Array.from({ length: 10 }, (_, index) => line(`Is it ${index}?`));
const projectUri = 'file:///data/exemplar.json';
const train = 'file:///data/x-train.jsonl';
const validation = 'file:///data/x-validation.jsonl';

/** Waits until a file has these problems; asked again as often as the server wants to be asked. */
async function problems(client: TestClient, uri: string, wanted: readonly string[]): Promise<void> {
  for (;;) {
    const before = client.refreshes();
    const found = await client.problems(uri);
    if (JSON.stringify(found) === JSON.stringify(wanted)) return;
    // Only to say what was found, where it would wait for ever.
    const timer = setTimeout(() => assert.deepEqual(found, wanted), 60_000);
    await client.until(() => client.refreshes() > before);
    clearTimeout(timer);
  }
}

/** What the server said last of a project file: "line:character message". */
function said(client: TestClient, uri = projectUri): readonly string[] {
  const last = client.published.findLast((each) => each.uri === uri);
  return (last?.diagnostics ?? []).map(({ range: { start }, message }) => `${start.line}:${start.character} ${message}`);
}

const changedOnDisk = (client: TestClient, uri: string) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });

test('a project file is obeyed, as it stands on the disk and as it is typed', async () => {
  const files: Record<string, string> = { [projectUri]: '{ "target": "together", "rules": { "blank-line": "off" } }' };
  const client = await startInProcess({ files, settings: { target: 'azure', rules: { 'missing-role': 'off' } } });
  const uri = 'file:///data/deep/er/a.jsonl';
  await client.open(uri, [...ten, '', '{"messages":[{"content":"hi"},{"role":"assistant","content":"x"}]}'].join('\n'));
  assert.deepEqual(await client.problems(uri), []);
  const status = await client.status(uri, ({ target }) => target.id === 'together');
  assert.deepEqual(status.project, { uri: projectUri, sets: ['target', 'rules'] });

  files[projectUri] = '{ "rules": { "missing-role": "warning" } }';
  await changedOnDisk(client, projectUri);
  await client.status(uri, ({ target }) => target.id === 'azure');
  await problems(client, uri, ['10:0 blank-line', '11:13 missing-role']);

  await client.open(projectUri, '{}');
  await problems(client, uri, ['10:0 blank-line']);
  await client.change(projectUri, 2, undefined, '{ "rules": { "blank-line": "off", "missing-role": "hint" } }');
  await problems(client, uri, ['11:13 missing-role']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: projectUri } });
  await problems(client, uri, ['10:0 blank-line', '11:13 missing-role']);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('faults of a project file are published while it matters', async () => {
  const text =
    '{\n  "target": "togehter",\n  "rules": { "blank-line": "off" },\n  "pairs": [{ "training": "a.jsonl", "validation": "b.jsonl" }]\n}';
  const client = await startInProcess({ files: { [projectUri]: text, 'file:///data/a.jsonl': '' } });
  const uri = 'file:///data/a.jsonl';
  await client.open(uri, [...ten, '', line('?')].join('\n'));
  assert.deepEqual(await client.problems(uri), []);
  await client.until(() => said(client).length === 2);
  assert.match(said(client)[0] ?? '', /^1:12 There is no target `togehter`.* Did you mean `together`\?$/);
  assert.match(said(client)[1] ?? '', /^3:51 There is no file `b.jsonl`/);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.until(() => said(client).length === 0);
  await client.close();
});

test('a file that has come is not missed any more, and folders without a project file are not looked at again for it', async () => {
  const reads: string[] = [];
  const stored: Record<string, string> = { [projectUri]: '{ "pairs": [{ "training": "deep/a.jsonl", "validation": "deep/b.jsonl" }] }' };
  const files = new Proxy(stored, {
    get: (target, uri) => {
      reads.push(String(uri));
      return target[String(uri)];
    },
  });
  stored['file:///data/deep/a.jsonl'] = '';
  const client = await startInProcess({ files });
  await client.open('file:///data/deep/a.jsonl', ten.join('\n'));
  await client.problems('file:///data/deep/a.jsonl');
  await client.until(() => said(client).length === 1);
  const inDeep = (): number => reads.filter((uri) => uri === 'file:///data/deep/exemplar.json').length;
  assert.equal(inDeep(), 1);
  stored['file:///data/deep/b.jsonl'] = line('?');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///data/deep/b.jsonl', type: 1 }] });
  await client.until(() => said(client).length === 0);
  assert.equal(inDeep(), 1);
  stored['file:///data/deep/exemplar.json'] = '{ "target": "togehter" }';
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///data/deep/exemplar.json', type: 1 }],
  });
  await client.until(() => said(client, 'file:///data/deep/exemplar.json').length === 1);
  assert.equal(inDeep(), 2);
  await client.close();
});

test('a line in both files is found in both, and follows edits of either', async () => {
  const client = await startInProcess({ files: {} });
  await client.open(train, [...ten, line('Both?')].join('\n'));
  await client.open(validation, [line('Other?'), line('Both?')].join('\n'));
  await problems(client, train, ['10:0 validation-leak']);
  await problems(client, validation, ['1:0 validation-leak']);
  const report = await client.pull(train);
  assert(report.kind === 'full');
  const [related] = report.items[0]?.relatedInformation ?? [];
  assert.deepEqual([related?.location.uri, related?.location.range.start.line], [validation, 1]);

  await client.change(validation, 2, { start: { line: 1, character: 0 }, end: { line: 1, character: 99 } }, line('Mended?'));
  await problems(client, train, []);
  await problems(client, validation, []);
  await client.change(train, 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, `${line('Other?')}\n`);
  await problems(client, validation, ['0:0 validation-leak']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: train } });
  await problems(client, validation, []);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('the other file need not be open, and is read again when it changes', async () => {
  const files: Record<string, string> = { [validation]: line('Both?') };
  const client = await startInProcess({ files });
  await client.open(train, [...ten, line('Both?')].join('\n'));
  await problems(client, train, ['10:0 validation-leak']);
  files[validation] = line('None?');
  await changedOnDisk(client, validation);
  await problems(client, train, []);
  delete files[validation];
  files['file:///data/x-test.jsonl'] = line('Is it 3?');
  await changedOnDisk(client, validation);
  await problems(client, train, ['3:0 validation-leak']);
  await client.close();
});

test('another file that cannot be read is said once', async () => {
  const client = await startInProcess({ files: { [validation]: 'locked' } });
  await client.open(train, ten.join('\n'));
  assert.deepEqual(await client.problems(train), []);
  await client.until(() => client.shown.length > 0);
  await changedOnDisk(client, validation);
  await client.open('file:///data/other.jsonl', ten.join('\n'));
  await client.problems('file:///data/other.jsonl');
  assert.deepEqual(client.shown, ['Exemplar compares nothing with x-validation.jsonl: it is locked.']);
  await client.close();
});

test('what settings name and nobody knows is said once, the rest is obeyed', async () => {
  const client = await startInProcess({ settings: { target: 'togehter', rules: { 'blank-line': 'off', 'blank-lien': 'off' } } });
  for (const name of ['a', 'b']) {
    await client.open(`file:///${name}.jsonl`, [...ten, '', line('?')].join('\n'));
    assert.deepEqual(await client.problems(`file:///${name}.jsonl`), []);
  }
  assert.deepEqual(client.shown, [
    'Setting exemplar.target: There is no target `togehter`, so it is passed over. Did you mean `together`?',
    'Setting exemplar.rules: There is no rule `blank-lien`, so it is passed over. Did you mean `blank-line`?',
  ]);
  await client.close();
});

test('files are compared that settings call a pair', async () => {
  const files = { 'file:///work/held.jsonl': line('Both?') };
  const settings = { pairs: [{ training: 'learn.jsonl', validation: 'held.jsonl' }] };
  const client = await startInProcess({ files, settings, mainFolder: 'file:///work' });
  await client.open('file:///work/learn.jsonl', [...ten, line('Both?')].join('\n'));
  await problems(client, 'file:///work/learn.jsonl', ['10:0 validation-leak']);
  await client.close();
});

test('a choice is written into the project file in its own style', async () => {
  const text = '{\n\t// Ours.\n\t"target": "openai",\n\t"model": "gpt-4o-2024-08-06"\n}\n';
  const client = await startInProcess({ files: { [projectUri]: text } });
  const request = { uri: projectUri, target: 'azure', model: null };
  const edits = await client.connection.sendRequest<TextEdit[]>('exemplar/chooseInProject', request);
  assert.equal(applyEdits(text, edits), '{\n\t// Ours.\n\t"target": "azure"\n}\n');
  await client.close();
});

test('a choice fits the project file as its editor shows it', async () => {
  const client = await startInProcess({ files: { [projectUri]: '{}' } });
  const choose = (choice: object) => client.connection.sendRequest<TextEdit[]>('exemplar/chooseInProject', { uri: projectUri, ...choice });
  let text = '{ "epochs": 3, "pricePerMillion": 8 }';
  await client.open(projectUri, text);
  text = applyEdits(text, await choose({ epochs: 10 }));
  await client.change(projectUri, 2, undefined, text);
  // What was read of the file before is not forgotten yet.
  assert.equal(applyEdits(text, await choose({ pricePerMillion: 25 })), '{ "epochs": 10, "pricePerMillion": 25 }');
  await client.close();
});

test('the status tells where a validation file is needed and none was found', async () => {
  const task = (question: string) => JSON.stringify({ messages: [{ role: 'user', content: question }], answer: '2' });
  const files: Record<string, string> = {};
  const client = await startInProcess({ files });
  await client.open(train, Array.from({ length: 10 }, (_, index) => task(`${index} + 1?`)).join('\n'));
  await client.status(train, ({ target }) => /needs a validation file/.test(target.about));
  files[validation] = task('5 + 5?');
  await changedOnDisk(client, validation);
  const { comparedWith } = await client.status(train, ({ target }) => !/needs a validation file/.test(target.about));
  assert.deepEqual(comparedWith, [validation]);
  await client.close();
});
