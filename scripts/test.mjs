import { spawn } from 'node:child_process';
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

/**
 * Runs one group in a process of its own and returns what it printed. Node's own runner of many files is not used: in Node 20 it can lose
 * tests, because what its processes tell it may be cut at the wrong place ("Unable to deserialize cloned data").
 * @param {number} group
 * @returns {Promise<{ output: string, end: number | NodeJS.Signals }>} with the exit code, or the signal that ended it
 */
function runGroup(group) {
  const options = ['--enable-source-maps', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  const child = spawn(process.execPath, [...options, path.join(out, `tests-${group}.js`)], { cwd: root });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ output, end: code ?? signal ?? 1 })));
}

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];
let next = 0;
await Promise.all(
  Array.from({ length: os.availableParallelism() }, async () => {
    while (next < groups) {
      const { output, end } = await runGroup(next++);
      const [results = '', failing = ''] = output.split('✖ failing tests:');
      const count = (/** @type {string} */ kind) => Number(new RegExp(`^ℹ ${kind} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
      process.stdout.write(results);
      passed += count('pass');
      // A process that broke must not look like one that passed.
      failed += count('fail') + count('cancelled') || (end === 0 ? 0 : 1);
      if (end !== 0) failures.push(failing || `${output.split('\n').slice(-30).join('\n')}\nThe process ended with ${end}.`);
    }
  }),
);
for (const failure of failures) console.log(`\n✖ failing tests:\n${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
