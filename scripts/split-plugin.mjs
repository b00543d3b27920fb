import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The esbuild plugin that keeps all that an entry point needs from the start in one file, and turns what esbuild splits off it into
 * CommonJS: esbuild splits ES modules only, and Node loads those later than it does CommonJS.
 * @returns {import('esbuild').Plugin}
 */
export function splitPlugin(/** @type {string} */ entry) {
  return {
    name: 'split',
    setup(build) {
      const { absWorkingDir = '', minify = false, target } = build.initialOptions;

      // Modules that some of the later files need and others do not would be split off too, and loaded one by one at the start. But what is
      // loaded later finds the entry point loaded: where that is said, all of them need all that it needs.
      build.onResolve({ filter: /^\./ }, ({ kind, path: name, resolveDir }) =>
        kind === 'dynamic-import' ? { path: path.join(resolveDir, name), namespace: 'later' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'later' }, ({ path: file }) => ({
        contents: `import ${JSON.stringify(path.join(absWorkingDir, entry))};\nexport * from ${JSON.stringify(file)};`,
        resolveDir: path.dirname(file),
      }));

      build.onEnd(async ({ outputFiles = [] }) => {
        for (const { path: file, text } of outputFiles) {
          const name = path.basename(file);
          const { code, map } = await build.esbuild.transform(text, {
            format: 'cjs',
            platform: 'node',
            target,
            minify,
            sourcemap: true,
            sourcefile: name,
            // Else they stay as they are, and Node loads ES modules for them.
            supported: { 'dynamic-import': false },
          });
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, `${code}//# sourceMappingURL=${name}.map\n`);
          await writeFile(`${file}.map`, map);
        }
      });
    },
  };
}
