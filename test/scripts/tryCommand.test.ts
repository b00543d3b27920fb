import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

function run(...args: readonly string[]): { readonly status: number | null; readonly err: string } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/try.mjs', ...args], { encoding: 'utf8' });
  return { status, err: stderr };
}

test('npm run try opens no file that is not there, and says what to do', () => {
  const { status, err } = run('--open', 'no/such.jsonl');
  assert.equal(status, 2);
  assert.match(err, /--open no\/such\.jsonl cannot be opened\.\n.*There is no .*such\.jsonl\.\n.*Name a file that is there/);
  assert.match(run('--open', 'samples').err, /samples is no file/);
  assert.match(run('--folder', 'package.json').err, /package\.json is no folder/);
});

test('npm run try names what it does not understand', () => {
  assert.match(run('--opne', 'a.jsonl').err, /Unknown option '--opne'[\s\S]*--help/);
  assert.match(run('--wait', 'soon').err, /--wait soon is no whole number/);
});
