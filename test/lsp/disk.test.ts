import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, WorkDoneProgress } from 'vscode-languageserver-protocol/node';
import { main } from '../../server/src/cli/main';
import { ownFiles } from '../../server/src/node/ownFiles';
import {
  checkOnDisk,
  type DiskCheck,
  type NotOnDisk,
  type ReadExamples,
  readExamples,
  reportOnDisk,
  type WrittenExamples,
  writeExamples,
} from '../../server/src/shared/diskProtocol';
import { startInProcess, type TestClient } from '../support/client';
import { nothingWritten, runOn } from '../support/commandLine';
import { threeWords } from '../support/tokenizer';

const line = (question: string, answer = 'Yes.') =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;
const ten = Array.from({ length: 10 }, (_, index) => line(`Is it ${index}?`));
const faulty = [...ten, line('Is it 1?'), line('Padded?', ' Yes.'), '{"messages":[{"role":"user","content":"Unanswered?"}]}', '{"a', ''];
const uri = (file: string): string => pathToFileURL(file).href;

function folderOf(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'exemplar-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o640 });
  return folder;
}

async function commandLine(argv: readonly string[]): Promise<string> {
  const { out } = await runOn({}, (io) => main(argv, io), { ...nothingWritten, open: (file) => createReadStream(file) });
  return out;
}

function check(client: TestClient, file: string, assume = false): Promise<DiskCheck | NotOnDisk> {
  return client.connection.sendRequest(checkOnDisk, { textDocument: { uri: file }, assume });
}

async function checked(client: TestClient, file: string): Promise<DiskCheck> {
  const result = await check(client, file);
  assert.ok('problems' in result, JSON.stringify(result));
  return result;
}

const withFiles = { host: { files: ownFiles } };

test('a file on the disk is judged as by the command line, project and pairs included', async (context) => {
  const folder = folderOf(context, {
    'exemplar.json': '{ "target": "together", "rules": { "blank-line": "error" } }',
    'x-train.jsonl': ['', ...faulty].join('\n'),
    'x-validation.jsonl': [ten[3], ten[3], line('Something else?')].join('\n'),
  });
  const file = path.join(folder, 'x-train.jsonl');
  const client = await startInProcess(withFiles);
  const { problems, rules, found, examples, size, target } = await checked(client, uri(file));
  const [said] = JSON.parse(await commandLine(['check', file, '--format', 'json'])).files;
  assert.deepEqual(
    problems.map(({ diagnostic: { code, range, message }, line: at }) => ({ rule: code, line: at + 1, range, message })),
    said.findings.map(({ rule, line: at, range, message }: Record<string, unknown>) => ({ rule, line: at, range, message })),
  );
  assert.deepEqual(
    rules.map(({ rule, severity, count, firstLine }) => ({ rule, severity, count, firstLine: firstLine + 1 })),
    said.rules,
  );
  assert.ok(rules.some(({ rule }) => rule === 'validation-leak'));
  assert.ok(rules.some(({ rule, severity }) => rule === 'blank-line' && severity === 'error'));
  assert.deepEqual([examples, size, target], [said.examples, statSync(file).size, 'Together AI']);
  assert.equal(
    Object.values(found).reduce((sum, count) => sum + count, 0),
    problems.length,
  );
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('a file is checked and reported more than once at the same time, whatever it is counted by', async (context) => {
  const folder = folderOf(context, {
    'exemplar.json': '{ "target": "together", "tokenizer": "tokenizer.json" }',
    'tokenizer.json': threeWords,
    'a.jsonl': faulty.join('\n'),
  });
  const name = path.join(folder, 'a.jsonl');
  const file = uri(name);
  const client = await startInProcess(withFiles);
  const report = () => client.connection.sendRequest(reportOnDisk, { textDocument: { uri: file }, name });
  const [first, second] = await Promise.all([report(), report(), checked(client, file), checked(client, file)]);
  assert.ok('markdown' in first);
  assert.equal(first.markdown, await commandLine(['stats', name, '--format', 'markdown']));
  assert.deepEqual(second, first);
  await client.close();
});

test('a tokenizer is read for what counts, and for nothing else', async (context) => {
  const folder = folderOf(context, {
    'exemplar.json': '{ "target": "trl", "tokenizer": "tokenizer.json" }',
    'tokenizer.json': threeWords,
    'a.jsonl': faulty.join('\n'),
  });
  const file = uri(path.join(folder, 'a.jsonl'));
  let readings = 0;
  const read: typeof ownFiles.read = (each) => {
    if (each.endsWith('/tokenizer.json')) readings++;
    return ownFiles.read(each);
  };
  const client = await startInProcess({ host: { files: { ...ownFiles, read } } });
  // No limit of TRL is known that a line could exceed.
  await checked(client, file);
  const written = await client.connection.sendRequest(writeExamples, { uri: file, line: 0, count: 1, lines: [line('Is it new?')] });
  assert.ok('stamp' in written, JSON.stringify(written));
  assert.equal(readings, 0);
  const answer = await client.connection.sendRequest(reportOnDisk, { textDocument: { uri: file }, name: 'a.jsonl' });
  assert.ok('markdown' in answer);
  assert.equal(readings, 1);
  await client.close();
});

test('the report is that of the command line', async (context) => {
  const file = path.join(folderOf(context, { 'a.jsonl': faulty.join('\n') }), 'a.jsonl');
  const client = await startInProcess(withFiles);
  const answer = await client.connection.sendRequest(reportOnDisk, { textDocument: { uri: uri(file) }, name: file });
  assert.ok('markdown' in answer);
  assert.equal(answer.markdown, await commandLine(['stats', file, '--format', 'markdown']));
  await client.close();
});

test('of many problems the worst are told, and all are counted', async (context) => {
  const many = [...ten, ...Array.from({ length: 1200 }, (_, index) => line(`Padded ${index}?`, ' Yes.')), '{"messages":[]}'];
  const file = path.join(folderOf(context, { 'a.jsonl': many.join('\n') }), 'a.jsonl');
  const client = await startInProcess(withFiles);
  const { problems, rules } = await checked(client, uri(file));
  assert.equal(problems.length, 1000);
  assert.equal(problems.at(-1)?.line, 1210);
  assert.equal(rules.find(({ rule }) => rule === 'content-whitespace')?.count, 1200);
  await client.close();
});

test('what is no training data is left alone unless it is wanted, and what is not there is said', async (context) => {
  const folder = folderOf(context, { 'log.jsonl': '{"level":"info"}\n'.repeat(20), 'empty.jsonl': '\n' });
  const client = await startInProcess(withFiles);
  const log = uri(path.join(folder, 'log.jsonl'));
  assert.deepEqual(await check(client, log), {
    why: 'log.jsonl does not look like training data, so nothing was checked.',
    silent: true,
  });
  assert.ok('problems' in (await check(client, log, true)));
  assert.deepEqual(await check(client, uri(path.join(folder, 'empty.jsonl'))), { why: 'empty.jsonl is empty.', silent: true });
  assert.deepEqual(await check(client, uri(path.join(folder, 'none.jsonl'))), {
    why: 'none.jsonl could not be read: there is no such file.',
  });
  await client.close();
});

test('a file that only the client reaches is checked and changed through it', async () => {
  const files: Record<string, string> = { 'vscode-vfs://x/a.jsonl': `\ufeff${faulty.join('\n')}` };
  const client = await startInProcess({ files });
  const [file = ''] = Object.keys(files);
  const { rules, problems } = await checked(client, file);
  assert.ok(rules.some(({ rule }) => rule === 'byte-order-mark'));
  const wanted = problems.find(({ diagnostic }) => diagnostic.code === 'content-whitespace');
  assert.ok(wanted);
  const { line: at, mark } = wanted;
  const written = await client.connection.sendRequest(writeExamples, { uri: file, line: at, count: 1, mark, lines: [line('Padded?')] });
  assert.ok('stamp' in written, JSON.stringify(written));
  assert.equal(files[file], `\ufeff${faulty.with(at, line('Padded?')).join('\n')}`);
  await client.close();
});

test('progress is told of checking and of writing, and a check that nobody wants any more ends', async (context) => {
  const file = path.join(folderOf(context, { 'a.jsonl': faulty.join('\n') }), 'a.jsonl');
  let time = 0;
  const client = await startInProcess({ host: { files: ownFiles, now: () => (time += 1000) } });
  const told: unknown[] = [];
  client.connection.onProgress(WorkDoneProgress.type, 'mine', (value) => void told.push(value));
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: uri(file) }, assume: false, workDoneToken: 'mine' };
  await client.connection.sendRequest(checkOnDisk, params, source.token);
  assert.match(JSON.stringify(told), /^\[\{"kind":"report","message":"0 MB of 0 MB, 0 MB\/s","percentage":100\}/);
  told.length = 0;
  const lines = [line('Is it new?')];
  await client.connection.sendRequest(writeExamples, { uri: uri(file), line: 0, count: 1, lines, workDoneToken: 'mine' });
  assert.match(JSON.stringify(told), /^\[\{"kind":"report","message":"0 MB of 0 MB, 0 MB\/s","percentage":100\}/);
  const cancelled = client.connection.sendRequest(checkOnDisk, params, source.token);
  source.cancel();
  await assert.rejects(cancelled, /cancelled/);
  assert.deepEqual(client.errors, []);
  await client.close();
});

test('an example is read, and written back to where it stands, byte for byte', async (context) => {
  const folder = folderOf(context, { 'a.jsonl': `\ufeff${faulty.join('\r\n')}` });
  const file = path.join(folder, 'a.jsonl');
  const client = await startInProcess(withFiles);
  const { problems } = await checked(client, uri(file));
  const padded = problems.find(({ diagnostic }) => diagnostic.code === 'content-whitespace');
  assert.ok(padded);
  const { mark } = padded;
  const read = (at: number, stamp?: string): Promise<ReadExamples> =>
    client.connection.sendRequest(readExamples, { uri: uri(file), line: at, count: 1, mark, ...(stamp !== undefined && { stamp }) });
  const write = (at: number, lines: readonly string[], of = mark, count = 1): Promise<WrittenExamples> =>
    client.connection.sendRequest(writeExamples, { uri: uri(file), line: at, count, mark: of, lines });

  const found = await read(11);
  assert.ok('texts' in found, JSON.stringify(found));
  assert.deepEqual([found.texts, found.line], [[faulty[11]], 11]);
  assert.deepEqual(await read(11, found.stamp), { same: true });
  // Also from a place where it is no longer.
  const moved = await read(3);
  assert.ok('texts' in moved);
  assert.equal(moved.line, 11);

  const { mode } = statSync(file);
  const one = await write(5, [line('Padded?'), line('é?')]);
  assert.ok('mark' in one, JSON.stringify(one));
  const now = [...faulty.slice(0, 11), line('Padded?'), line('é?'), ...faulty.slice(12)];
  assert.equal(readFileSync(file, 'utf8'), `\ufeff${now.join('\r\n')}`);
  assert.equal(statSync(file).mode, mode);
  assert.deepEqual(await write(11, [line('Again?')]), {
    why: 'This example is no longer in a.jsonl as it was when the file was checked. Check the file again.',
    gone: true,
  });
  assert.equal(readFileSync(file, 'utf8'), `\ufeff${now.join('\r\n')}`);
  // Two at once: one goes, the other stays with a fault.
  const two = await write(11, [line('é?', ' x')], one.mark, 2);
  assert.ok('mark' in two, JSON.stringify(two));
  assert.deepEqual(
    two.problems.map(({ diagnostic, line: at }) => [diagnostic.code, at, diagnostic.range.start.line]),
    [['content-whitespace', 11, 11]],
  );
  assert.equal(readFileSync(file, 'utf8'), `\ufeff${faulty.with(11, line('é?', ' x')).join('\r\n')}`);
  assert.ok('mark' in (await write(11, [], two.mark)));
  assert.equal(readFileSync(file, 'utf8'), `\ufeff${faulty.toSpliced(11, 1).join('\r\n')}`);
  assert.deepEqual(readdirSync(folder), ['a.jsonl']);
  await client.close();
});

test('a problem that a rule about the whole file found leads to its example too', async (context) => {
  const file = path.join(folderOf(context, { 'a.jsonl': faulty.join('\n') }), 'a.jsonl');
  const client = await startInProcess(withFiles);
  const { problems, rules } = await checked(client, uri(file));
  const repeat = problems.find(({ diagnostic }) => diagnostic.code === 'duplicate-example');
  assert.ok(repeat);
  for (const { line: at, mark } of [repeat, ...rules.filter(({ rule }) => rule === 'duplicate-example').map(({ first }) => first)]) {
    const found = await client.connection.sendRequest(readExamples, {
      uri: uri(file),
      line: at,
      count: 1,
      ...(mark !== undefined && { mark }),
    });
    assert.ok('texts' in found, JSON.stringify(found));
    assert.deepEqual(found.texts, [faulty[10]]);
  }
  await client.close();
});

test('what was wrong with an example that is replaced is told by rule, and what is wrong now', async (context) => {
  const file = path.join(folderOf(context, { 'a.jsonl': faulty.join('\n') }), 'a.jsonl');
  const client = await startInProcess(withFiles);
  const write = async (at: number, lines: readonly string[]) => {
    const written = await client.connection.sendRequest(writeExamples, { uri: uri(file), line: at, count: 1, lines });
    assert.ok('before' in written, JSON.stringify(written));
    const { before, after } = written;
    return [before, after].map((some) => some.map(({ rule, count, firstLine }) => [rule, count, firstLine]));
  };
  assert.deepEqual(await write(11, [line('Padded?', 'Yes.'), line('x', ' y'), line('z', ' y')]), [
    [['content-whitespace', 1, 11]],
    [['content-whitespace', 2, 12]],
  ]);
  // That it is a repeat is no fault of the line itself.
  assert.deepEqual(await write(10, [line('Is it 77?')]), [[], []]);
  await client.close();
});

test('a file that changes while an example is written into it stays as it is', async (context) => {
  const folder = folderOf(context, { 'a.jsonl': faulty.join('\n') });
  const file = path.join(folder, 'a.jsonl');
  let stats = 0;
  const files = {
    ...ownFiles,
    stat: async (each: string) => {
      if (++stats === 3) writeFileSync(file, 'other');
      return ownFiles.stat(each);
    },
  };
  const client = await startInProcess({ host: { files } });
  const { problems } = await checked(client, uri(file));
  const [{ line: at, mark } = { line: 0, mark: 0 }] = problems;
  const written = await client.connection.sendRequest(writeExamples, { uri: uri(file), line: at, count: 1, mark, lines: ['{}'] });
  assert.deepEqual(written, { why: 'a.jsonl could not be written: the file was changed meanwhile.' });
  assert.deepEqual([readFileSync(file, 'utf8'), readdirSync(folder)], ['other', ['a.jsonl']]);
  await client.close();
});

test('writing that is cancelled says whether it came in time', async (context) => {
  const folder = folderOf(context, { 'a.jsonl': faulty.join('\n') });
  const file = path.join(folder, 'a.jsonl');
  let source = new CancellationTokenSource();
  // The server has heard of it once it has answered what was asked after it.
  const cancel = async (): Promise<void> => {
    source.cancel();
    await client.connection.sendRequest(readExamples, { uri: uri(file), line: 0, count: 1 });
  };
  let isInTime = true;
  const files: typeof ownFiles = {
    ...ownFiles,
    replace: async (at, bytes, isFine) => {
      if (isInTime) await cancel();
      await ownFiles.replace(at, bytes, isFine);
      if (!isInTime) await cancel();
    },
  };
  const client = await startInProcess({ host: { files } });
  const write = (): Promise<WrittenExamples> =>
    client.connection.sendRequest(writeExamples, { uri: uri(file), line: 3, count: 1, lines: [line('Late?')] }, source.token);
  assert.deepEqual(await write(), { why: 'a.jsonl could not be written: it was stopped, and nothing was changed.' });
  assert.deepEqual([readFileSync(file, 'utf8'), readdirSync(folder)], [faulty.join('\n'), ['a.jsonl']]);
  source = new CancellationTokenSource();
  isInTime = false;
  const written = await write();
  assert.equal('line' in written && written.line, 3);
  assert.equal(readFileSync(file, 'utf8'), faulty.with(3, line('Late?')).join('\n'));
  await client.close();
});

test('examples are added at the end of a file, whether or not it ends with a line break', async (context) => {
  const folder = folderOf(context, { 'a.jsonl': `${ten[0]}\n`, 'b.jsonl': ten[0] ?? '', 'empty.jsonl': '' });
  const client = await startInProcess(withFiles);
  const added = async (name: string): Promise<readonly [WrittenExamples, string]> => {
    const file = path.join(folder, name);
    const place = { uri: uri(file), line: 0, count: 1, mark: 1, append: true, lines: [line('New?')] };
    return [await client.connection.sendRequest(writeExamples, place), readFileSync(file, 'utf8')];
  };
  for (const [name, before, at] of [
    ['a.jsonl', `${ten[0]}\n`, 1],
    ['b.jsonl', `${ten[0]}\n`, 1],
    ['empty.jsonl', '', 0],
  ] as const) {
    const [written, text] = await added(name);
    assert.equal(text, before + line('New?'));
    assert.equal('line' in written && written.line, at);
  }
  await client.close();
});
