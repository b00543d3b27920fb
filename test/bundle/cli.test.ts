import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';

// The command line as it ships.
function exemplar(argv: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...argv], { input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

test('the bundled command line checks standard input and counts with its vocabularies', () => {
  const line = '{"messages":[{"role":"user","content":"<|endoftext|>"},{"role":"assistant","content":"hello world"}]}';
  const { code, out, err } = exemplar(['check', '-', '--format', 'json', '--model', 'gpt-4o-2024-08-06'], `${line}\n`.repeat(12));
  assert.equal(err, '');
  assert.equal(code, 0);
  // 3 tokens a message, 1 its role, 3 for the reply, and the texts: 7 and 2 as o200k_base has them.
  assert.equal(JSON.parse(out).files[0].tokens, 12 * (2 * (3 + 1) + 3 + 7 + 2));
});

test('exit codes', () => {
  assert.equal(exemplar(['check', 'samples/good.jsonl']).code, 0);
  assert.equal(exemplar(['check', 'samples/faults.jsonl']).code, 1);
  assert.equal(exemplar(['check', 'samples/none.jsonl']).code, 2);
  assert.match(exemplar(['check', 'samples']).err, /samples: this is a folder/);
  assert.equal(exemplar(['check', 'samples']).code, 2);
});

test('a full disk behind standard output is told in one line', { skip: !existsSync('/dev/full') }, () => {
  const full = openSync('/dev/full', 'w');
  for (const argv of [
    ['check', 'samples/good.jsonl'],
    ['transform', 'dedupe', 'samples/good.jsonl'],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...argv], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    assert.match(stderr, /exemplar: standard output: there is no space left on the disk\n/);
    assert.doesNotMatch(stderr, / at /);
    assert.equal(status, 2);
  }
  closeSync(full);
});

test('Ctrl+C half-way leaves no half-written file and says so', { skip: process.platform === 'win32' }, async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'exemplar-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const run = spawn(process.execPath, ['dist/cli.js', 'convert', '-', '--to', 'sharegpt', '-o', path.join(folder, 'out.jsonl')]);
  let err = '';
  run.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(run, 'exit');
  const text = 'x'.repeat(4000);
  const line = `{"messages":[{"role":"user","content":"${text}"},{"role":"assistant","content":"${text}"}]}\n`;
  // Standard input stays open, so that the command waits for the rest.
  run.stdin.on('error', () => undefined);
  while (!readdirSync(folder).some((name) => name.endsWith('.tmp'))) {
    run.stdin.write(line);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  run.kill('SIGINT');
  const [code] = await ended;
  run.stdin.destroy();
  assert.deepEqual([code, err, readdirSync(folder)], [130, 'exemplar: stopped. No file was left half-written.\n', []]);
});
