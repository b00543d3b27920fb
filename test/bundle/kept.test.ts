import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

// The command line's entry point as it ships, and in the place of the command line a file that prints a word.
function program(word: string): string {
  return `function say() { return ${JSON.stringify(word)}; }\nprocess.stdout.write(say());\n//${'-'.repeat(60_000)}`;
}

test('what was compiled is kept, and not taken for another text or when it is damaged', async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'exemplar-kept-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const entry = path.join(folder, 'cli.js');
  const file = path.join(folder, 'commandLine.js');
  copyFileSync('dist/cli.js', entry);
  const write = (word: string, second: number): void => {
    writeFileSync(file, program(word));
    utimesSync(file, second, second);
  };
  const run = (): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [entry], { encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout;
  };
  const kept = (): string => {
    const [name, ...others] = readdirSync(path.join(folder, 'kept'));
    assert.deepEqual(others, []);
    return path.join(folder, 'kept', name ?? '');
  };

  write('one', 1000);
  assert.equal(run(), 'one');
  const { ino } = statSync(kept());
  assert.equal(run(), 'one');
  assert.equal(statSync(kept()).ino, ino, 'it was not taken');

  write('two', 2000);
  assert.equal(run(), 'two');
  const whole = readFileSync(kept());
  for (const at of [3, 9, 30, whole.length >> 1, whole.length - 1]) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x55;
    writeFileSync(kept(), damaged);
    assert.equal(run(), 'two');
    assert.equal(readFileSync(kept()).length, whole.length);
    assert.notDeepEqual(readFileSync(kept()), damaged);
  }
  writeFileSync(kept(), '');
  assert.equal(run(), 'two');

  await context.test('where nothing can be kept it runs all the same', () => {
    rmSync(path.join(folder, 'kept'), { recursive: true });
    writeFileSync(path.join(folder, 'kept'), '');
    assert.equal(run(), 'two');
  });
});
