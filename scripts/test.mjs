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
// A process of its own for each file would take longer to start than most tests take to run.
const groups = Math.min(tests.length, 2 * os.availableParallelism());
/** @type {import('esbuild').Plugin} */
const grouped = {
  name: 'grouped',
  setup(build) {
    build.onResolve({ filter: /^group:/ }, ({ path: group }) => ({ path: group.slice('group:'.length), namespace: 'group' }));
    build.onLoad({ filter: /.*/, namespace: 'group' }, ({ path: group }) => ({
      contents: tests
        .filter((_, index) => index % groups === Number(group))
        .map((file) => `import ${JSON.stringify(`./${file.replaceAll(path.sep, '/')}`)};`)
        .join('\n'),
      resolveDir: path.join(root, 'test'),
    }));
  },
};
rmSync(out, { recursive: true, force: true });
await esbuild.build({
  ...node,
  plugins: [...node.plugins, grouped],
  entryPoints: Array.from({ length: groups }, (_, group) => ({ in: `group:${group}`, out: `tests-${group}` })),
  outdir: out,
  packages: 'external',
});
const files = Array.from({ length: groups }, (_, group) => path.join(out, `tests-${group}.js`));
// Node leaves one core idle, which is half of a small machine.
const options = ['--enable-source-maps', '--test', `--test-concurrency=${os.availableParallelism()}`];
const run = spawnSync(process.execPath, [...options, ...files], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
