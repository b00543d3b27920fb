import { asciiPlugin } from './ascii-plugin.mjs';
import { lazyPlugin } from './lazy-plugin.mjs';
import { readersPlugin, schemasPlugin } from './schemas-plugin.mjs';
import { splitPlugin } from './split-plugin.mjs';
import { vscodePlugin } from './vscode-plugin.mjs';
import { wasmPlugin } from './wasm-plugin.mjs';

/**
 * What all bundles share. `module` comes before `main` because the UMD builds of some packages hide their `require` calls
 * from the bundler, which builds without a warning and fails at start.
 * @type {import('esbuild').BuildOptions}
 */
const shared = {
  bundle: true,
  format: 'cjs',
  mainFields: ['module', 'main'],
  target: 'es2023',
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [asciiPlugin, schemasPlugin, vscodePlugin, wasmPlugin],
};

/** For VS Code's Node host and the command line. @type {import('esbuild').BuildOptions} */
export const node = { ...shared, platform: 'node', target: 'node20', external: ['vscode'] };

/**
 * For an entry point in Node that is to start soon: what its sources import when they need it (`await import('…')`) becomes files of its
 * own beside it, which are neither read nor compiled before.
 */
export function split(/** @type {string} */ entry) {
  return /** @type {import('esbuild').BuildOptions} */ ({
    ...node,
    format: 'esm',
    splitting: true,
    sourcemap: 'inline',
    write: false,
    plugins: [...(node.plugins ?? []), lazyPlugin, splitPlugin(entry)],
  });
}

/**
 * For VS Code's web worker host; packages that can tell are asked for their build for workers, which have no DOM.
 * @type {import('esbuild').BuildOptions}
 */
export const browser = {
  ...shared,
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['worker'],
  // The table parser works on Node's buffers; its build for browsers brings its own.
  alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
  external: ['vscode'],
};

/** For a worker that reads lines and checks none: the shapes come without schemas and validators, which are two thirds of it. */
export function readersOnly(/** @type {import('esbuild').BuildOptions} */ options) {
  return /** @type {import('esbuild').BuildOptions} */ ({ ...options, plugins: [readersPlugin, ...(options.plugins ?? [])] });
}
