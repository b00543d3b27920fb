import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { node } from './esbuild-options.mjs';

// Bundles the tests that run in Node and runs them: `node scripts/test.mjs unit|long [words that the file's path must contain]`.
// Those that take long try thousands of generated or some very large texts (*.long.test.ts), or start the bundles as shipped.
const root = fileURLToPath(new URL('..', import.meta.url));
const [kind, ...wanted] = process.argv.slice(2);
const out = path.join(root, 'out/test');

const tests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('vscode'))
  .filter((file) => (file.endsWith('.long.test.ts') || file.startsWith('bundle')) === (kind === 'long'))
  .filter((file) => wanted.every((word) => file.includes(word)))
  .sort();
if (tests.length === 0) {
  console.error(`no ${kind} test matches ${wanted.join(' ')}`);
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
await esbuild.build({
  ...node,
  entryPoints: tests.map((file) => ({ in: path.join(root, 'test', file), out: file.replace(/\.ts$/, '') })),
  outdir: out,
  packages: 'external',
});
const files = tests.map((file) => path.join(out, file.replace(/\.ts$/, '.js')));
// Node leaves one core idle, which is half of a small machine.
const options = ['--enable-source-maps', '--test', `--test-concurrency=${os.availableParallelism()}`];
const run = spawnSync(process.execPath, [...options, ...files], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
