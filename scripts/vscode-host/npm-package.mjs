import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { HostError, say } from './report.mjs';
import { npm } from './run.mjs';

/** What every installation here shares: no build scripts, which would want a compiler and download more. */
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Returns the folder of an npm package under `.vscode-host/`, installing it there first where it is missing.
 * @param {string} spec name and exact version
 * @param {string} size what to tell a person who waits
 * @param {(folder: string) => Promise<void>} [finish] what else has to be done in the package's folder before first use
 * @returns {Promise<string>}
 */
export async function npmPackage(spec, size, finish) {
  const name = spec.slice(0, spec.lastIndexOf('@'));
  const folder = await cached(spec, async (draft) => {
    say(`installing ${spec} (once; ${size}) …`);
    const started = Date.now();
    try {
      // With a package.json of its own npm does not walk up and install into this repository.
      await writeFile(path.join(draft, 'package.json'), JSON.stringify({ private: true }));
      await npm(['install', ...quiet, '--no-package-lock', spec], { cwd: draft });
      await finish?.(path.join(draft, 'node_modules', name));
    } catch (error) {
      throw new HostError(
        `${spec} could not be installed.`,
        /** @type {Error} */ (error).message,
        'Check that npm reaches its registry (npm ping) and that the disk has 1.5 GB free, then run this again.',
      );
    }
    say(`installed ${spec} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  });
  return path.join(folder, 'node_modules', name);
}

/**
 * Installs the dependencies that a package inside a package brings its own list of.
 * @param {string} cwd
 */
export async function installDependencies(cwd) {
  await npm(['install', ...quiet, '--omit=dev'], { cwd });
}
