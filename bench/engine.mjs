import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { node } from '../scripts/esbuild-options.mjs';

/** Bundles a module of the source as it ships, and loads it. */
export async function load(module) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const outfile = path.join(root, 'out/bench', `${path.basename(module)}.mjs`);
  await esbuild.build({
    ...node,
    format: 'esm',
    minify: process.env.NOMIN === undefined,
    entryPoints: [path.join(root, `${module}.ts`)],
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}
