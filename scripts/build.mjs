import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { browser, node, readersOnly, split } from './esbuild-options.mjs';
import { writeVocabularies } from './vocabularies.mjs';

const usage = `Bundles the extension, the language server and the command line into dist/: node scripts/build.mjs [--watch]
  --watch   build again whenever a source changes; readable code instead of small code`;

const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log(usage);
  process.exit();
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');

/** @type {readonly (readonly [name: string, entry: string, options: import('esbuild').BuildOptions])[]} */
const bundles = [
  ['client', 'client/src/node/main.ts', node],
  ['running', 'client/src/node/running.ts', node],
  ['server', 'server/src/node/server.ts', node],
  ['serving', 'server/src/node/serving.ts', split('server/src/node/serving.ts')],
  ['cli', 'server/src/node/cli.ts', node],
  ['commandLine', 'server/src/node/commandLine.ts', split('server/src/node/commandLine.ts')],
  ['tokenWorker', 'server/src/node/tokenWorker.ts', readersOnly(node)],
  ['readingWorker', 'server/src/node/readingWorker.ts', readersOnly(node)],
  ['browser/client', 'client/src/browser/main.ts', browser],
  ['browser/server', 'server/src/browser/server.ts', worker()],
  ['browser/tokenWorker', 'server/src/browser/tokenWorker.ts', readersOnly(worker())],
  ['webview/preview', 'client/src/webview/preview/main.ts', worker()],
  ['webview/report', 'client/src/webview/report/main.ts', worker()],
];

const contexts = await Promise.all(
  bundles.map(([name, entry, options]) =>
    esbuild.context({
      ...options,
      absWorkingDir: root,
      entryPoints: [{ in: entry, out: name }],
      outdir: dist,
      minify: !values.watch,
    }),
  ),
);

if (!values.watch) await rm(dist, { recursive: true, force: true });
try {
  await writeVocabularies(dist);
  if (values.watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('watching for changes');
  } else {
    await Promise.all(contexts.map((context) => context.rebuild()));
  }
} catch (error) {
  // esbuild has printed what is wrong with the sources already.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
} finally {
  if (!values.watch) await Promise.all(contexts.map((context) => context.dispose()));
}

/** A script for a web worker or a webview: it exports nothing. In a webview too no package may make text into HTML, as some do where there is a DOM. */
function worker() {
  return /** @type {import('esbuild').BuildOptions} */ ({ ...browser, format: 'iife' });
}
