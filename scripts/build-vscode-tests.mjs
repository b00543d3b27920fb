import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const repo = fileURLToPath(new URL('../', import.meta.url));
const tests = path.join(repo, 'test', 'vscode');

/**
 * Turns the folder of suites into the module `suites`, so that adding a test file needs no list to be kept.
 * @type {import('esbuild').Plugin}
 */
const suites = {
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^suites$/ }, () => ({ path: 'suites', namespace: 'suites' }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, async () => {
      const folder = path.join(tests, 'suite');
      const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts')).sort();
      const entries = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`);
      return { contents: `export const suites = {${entries.join(',')}};`, resolveDir: folder, watchDirs: [folder] };
    });
  },
};

/**
 * Turns what the command line says of the samples into the module `verdict`, for the tests that compare the editor with it.
 * @type {import('esbuild').Plugin}
 */
const verdict = {
  name: 'verdict',
  setup(build) {
    build.onResolve({ filter: /^verdict$/ }, () => ({ path: 'verdict', namespace: 'verdict' }));
    build.onLoad({ filter: /.*/, namespace: 'verdict' }, async () => {
      const samples = (await Promise.all(['samples', 'samples/project'].map(trainingFilesIn))).flat();
      const run = spawnSync(process.execPath, ['dist/cli.js', 'check', ...samples, '--format', 'json'], { cwd: repo, encoding: 'utf8' });
      if (!run.stdout) throw new Error(`dist/cli.js gave no report: ${run.stderr}`);
      return { contents: run.stdout, loader: 'json' };
    });
  },
};

/** @param {string} folder */
async function trainingFilesIn(folder) {
  return (await readdir(path.join(repo, folder))).filter((file) => file.endsWith('.jsonl')).map((file) => `${folder}/${file}`);
}

/**
 * Lets mocha's browser build put itself into the global object. It is a script that asks for `module` and `exports`, in a
 * package that calls it a module, so that the bundler leaves both names alone and mocha would become what this bundle exports.
 * @type {import('esbuild').Plugin}
 */
const browserMocha = {
  name: 'browser-mocha',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path: file }) => ({
      contents: `var module, exports, define;\n${await readFile(file, 'utf8')}`,
    }));
  },
};

/**
 * Bundles the tests that run inside VS Code into `out/test-vscode/{node,web}/index.js` of an extension's folder: VS Code runs
 * tests in the extension host (Node or web worker) of the extension that they lie in.
 * @param {string} [extension]
 * @returns {Promise<void>}
 */
export async function buildVscodeTests(extension = repo) {
  /** @type {import('esbuild').BuildOptions} */
  const common = { bundle: true, format: 'cjs', sourcemap: 'inline', plugins: [suites, verdict], logLevel: 'warning', absWorkingDir: repo };
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: [path.join(tests, 'index.node.ts')],
      outfile: path.join(extension, 'out/test-vscode/node/index.js'),
      platform: 'node',
      target: 'node20',
      external: ['vscode', 'mocha'],
    }),
    esbuild.build({
      ...common,
      entryPoints: [path.join(tests, 'index.web.ts')],
      outfile: path.join(extension, 'out/test-vscode/web/index.js'),
      platform: 'browser',
      target: 'es2022',
      external: ['vscode'],
      plugins: [suites, verdict, browserMocha],
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildVscodeTests();
