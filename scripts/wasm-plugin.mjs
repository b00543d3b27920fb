import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../server/assembly/', import.meta.url));

/**
 * The esbuild plugin that turns `server/assembly/` into modules: `wasm:<name>` exports the bytes of `<name>.ts`, compiled to WebAssembly. They
 * stand in the bundle, because a web worker could not read them from beside it. `wasm:layout` exports the numbers that both sides go by.
 * @type {import('esbuild').Plugin}
 */
export const wasmPlugin = {
  name: 'wasm',
  setup(build) {
    build.onStart(() => known.clear());
    build.onResolve({ filter: /^wasm:/ }, ({ path: id }) => ({ path: id, namespace: 'wasm' }));
    build.onLoad({ filter: /^wasm:layout$/, namespace: 'wasm' }, async () => ({
      contents: await readFile(path.join(folder, 'layout.ts'), 'utf8'),
      loader: 'ts',
      watchDirs: [folder],
    }));
    build.onLoad({ filter: /.*/, namespace: 'wasm' }, async ({ path: id }) => ({
      contents: await compiled(id.slice('wasm:'.length)),
      loader: 'binary',
      watchDirs: [folder],
    }));
  },
};

/** @type {Map<string, Promise<Uint8Array>>} */
const known = new Map();

/** The code of a module; the same for all bundles that are built together. */
function compiled(/** @type {string} */ name) {
  const code = known.get(name) ?? compile(name);
  known.set(name, code);
  return code;
}

async function compile(/** @type {string} */ name) {
  /** @type {Uint8Array | undefined} */
  let code;
  const options = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '--outFile', 'code.wasm'];
  const { error, stderr } = await asc.main([path.join(folder, `${name}.ts`), ...options], {
    writeFile: (/** @type {string} */ _, /** @type {Uint8Array} */ contents) => {
      code = contents;
    },
  });
  if (error || !code) throw new Error(`${name} cannot be compiled to WebAssembly:\n${stderr.toString()}`);
  return code;
}
