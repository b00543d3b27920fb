import { readFile } from 'node:fs/promises';

/**
 * The esbuild plugin that spells what is beyond ASCII in our sources as escapes. esbuild itself does it in strings and not in regular
 * expressions, and one such character makes engines keep a whole file at two bytes a character and read it more slowly.
 * @type {import('esbuild').Plugin}
 */
export const asciiPlugin = {
  name: 'ascii',
  setup(build) {
    build.onLoad({ filter: /[\\/](?:client|server)[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
      loader: 'ts',
    }));
  },
};
