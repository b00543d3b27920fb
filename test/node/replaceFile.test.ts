import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createFile, replaceFile } from '../../server/src/node/replaceFile';

function folderWith(context: TestContext, text: string): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'exemplar-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.jsonl');
  writeFileSync(file, text, { mode: 0o640 });
  return { folder, file };
}

test('a file is replaced whole and keeps its mode', async (context) => {
  const { folder, file } = folderWith(context, 'old');
  const { mode } = statSync(file);
  await replaceFile(file, ['\ufeff', 'é\r\n', 'x'.repeat(3_000_000), '']);
  assert.equal(readFileSync(file, 'utf8'), `\ufeffé\r\n${'x'.repeat(3_000_000)}`);
  assert.equal(statSync(file).mode, mode);
  assert.deepEqual(readdirSync(folder), ['a.jsonl']);
});

test('a file stays as it was when the new text breaks off', async (context) => {
  const { folder, file } = folderWith(context, 'old');
  const broken = function* (): Generator<string> {
    yield 'x'.repeat(2_000_000);
    throw new Error('no more');
  };
  await assert.rejects(replaceFile(file, broken()), /no more/);
  assert.equal(readFileSync(file, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['a.jsonl']);
});

test('nothing stays of a new text when the process ends before it is whole', { skip: process.platform === 'win32' }, async (context) => {
  const { folder, file } = folderWith(context, 'old');
  const before = new Set<unknown>(process.listeners('exit'));
  const ending = function* (): Generator<string> {
    yield 'x'.repeat(2_000_000);
    assert.equal(readdirSync(folder).length, 2);
    for (const listener of process.listeners('exit')) if (!before.has(listener)) listener(0);
    assert.deepEqual(readdirSync(folder), ['a.jsonl']);
    throw new Error('ended');
  };
  await assert.rejects(replaceFile(file, ending()), /ended/);
  assert.equal(readFileSync(file, 'utf8'), 'old');
  assert.deepEqual(process.listeners('exit').length, before.size);
});

test('a link stays a link', { skip: process.platform === 'win32' }, async (context) => {
  const { folder, file } = folderWith(context, 'old');
  const link = path.join(folder, 'link.jsonl');
  symlinkSync(file, link);
  await replaceFile(link, ['new']);
  assert.equal(readFileSync(file, 'utf8'), 'new');
  assert.deepEqual(readdirSync(folder), ['a.jsonl', 'link.jsonl']);
});

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield text;
  }
}

test('a new file replaces none unasked, and nothing stays of one that breaks off', async (context) => {
  const { folder, file } = folderWith(context, 'old');
  await assert.rejects(createFile(file, pieces('new'), false), { code: 'EEXIST' });
  assert.equal(readFileSync(file, 'utf8'), 'old');
  const other = path.join(folder, 'b.jsonl');
  await assert.rejects(createFile(other, pieces('x', new Error('no more')), false), /no more/);
  await assert.rejects(createFile(file, pieces('x', new Error('no more')), true), /no more/);
  assert.deepEqual([readdirSync(folder), readFileSync(file, 'utf8')], [['a.jsonl'], 'old']);
  await createFile(other, pieces('a', 'b'), true);
  await createFile(file, pieces('new'), true);
  assert.deepEqual([readFileSync(other, 'utf8'), readFileSync(file, 'utf8')], ['ab', 'new']);
});

test('of two files that belong together neither takes its place before both are whole', async (context) => {
  const { folder, file } = folderWith(context, 'old');
  const other = path.join(folder, 'b.jsonl');
  const both = (second: AsyncGenerator<string>): Promise<void> =>
    createFile(file, pieces('new'), true, () => createFile(other, second, false));
  await assert.rejects(both(pieces('x', new Error('stopped'))), /stopped/);
  assert.deepEqual([readdirSync(folder), readFileSync(file, 'utf8')], [['a.jsonl'], 'old']);
  await both(pieces('y'));
  assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')], ['new', 'y']);
});

test('a pipe is written to and stays a pipe', { skip: process.platform === 'win32' }, async (context) => {
  const { folder } = folderWith(context, 'old');
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const pieces = async function* (): AsyncGenerator<string> {
    yield 'a';
    yield 'b';
  };
  const [text] = await Promise.all([readFile(pipe, 'utf8'), createFile(pipe, pieces(), true)]);
  assert.equal(text, 'ab');
  assert(statSync(pipe).isFIFO());
  assert.deepEqual(readdirSync(folder).sort(), ['a.jsonl', 'pipe']);
});
