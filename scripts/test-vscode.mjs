import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { buildVscodeTests } from './build-vscode-tests.mjs';
import { findDesktop } from './vscode-host/desktop.mjs';
import { repo } from './vscode-host/pinned.mjs';
import { runMain } from './vscode-host/run-main.mjs';
import { temporaryFolder } from './vscode-host/temp.mjs';

const usage = `Runs the tests that need a real VS Code: node scripts/test-vscode.mjs [options]
  --host node|web     only in that extension host (default: in both)
  --grep TEXT         only tests whose full title holds TEXT
  --vscode KIND       desktop, npm or auto (default): which VS Code the Node host is tested in
  --extension FOLDER  the extension to load (default: this repository)`;

const launcher = fileURLToPath(new URL('vscode-host/launcher.mjs', import.meta.url));

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/**
 * Runs the suites in one kind of extension host, each time in a fresh copy of the test workspace.
 * @param {'node' | 'web'} host
 * @param {{ executable: string, extension: string, grep: string | undefined }} options
 * @returns {Promise<Totals>}
 */
async function runIn(host, { executable, extension, grep }) {
  const workspace = await temporaryFolder('workspace', path.join(repo, 'test', 'vscode', 'workspace'));
  const profile = await temporaryFolder('profile');
  const inVscode = (/** @type {string} */ name) => path.join(workspace.folder, '.vscode', name);
  await mkdir(inVscode(''), { recursive: true });
  await writeFile(inVscode('test-options.json'), JSON.stringify({ grep, host }));
  const started = Date.now();
  let broken = false;
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: path.join(extension, 'out', 'test-vscode', host, 'index.js'),
    launchArgs: [
      workspace.folder,
      `--user-data-dir=${path.join(profile.folder, 'user')}`,
      `--extensions-dir=${path.join(profile.folder, 'extensions')}`,
      ...(host === 'web' ? ['--extensionDevelopmentKind=web'] : []),
    ],
  }).catch(() => {
    broken = true;
  });
  /** @type {Totals} */
  const totals = await readFile(inVscode('test-totals.json'), 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 0, skipped: 0 }));
  // A run that broke before or after its tests must not look like one that passed.
  if ((broken || totals.passed === 0) && totals.failed === 0 && !(grep && !broken)) totals.failed = 1;
  await workspace.remove();
  await profile.remove();
  console.log(`${host} host: ${totals.passed} passed, ${totals.failed} failed in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return totals;
}

/** @returns {Promise<number>} the exit code */
async function main() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      grep: { type: 'string' },
      vscode: { type: 'string', default: 'auto' },
      extension: { type: 'string', default: repo },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const desktop = values.vscode === 'npm' ? { missing: 'not asked for' } : await findDesktop();
  const found = 'executable' in desktop ? desktop.executable : undefined;
  if (!found && values.vscode === 'desktop') throw new Error(`No desktop VS Code: ${/** @type {any} */ (desktop).missing}.`);
  const extension = path.resolve(values.extension);
  await buildVscodeTests(extension);

  let passed = 0;
  let failed = 0;
  for (const host of /** @type {const} */ (['node', 'web'])) {
    if (values.host && values.host !== host) continue;
    // The desktop's web worker host is tested in a browser, which is where it matters; Windows cannot start the launcher.
    const executable = found && (host === 'node' || process.platform === 'win32') ? found : launcher;
    const why = host === 'node' && 'missing' in desktop ? ` (no desktop VS Code: ${desktop.missing})` : '';
    console.log(`── ${host} extension host, in ${executable === launcher ? `VS Code from npm${why}` : executable}`);
    const totals = await runIn(host, { executable, extension, grep: values.grep });
    passed += totals.passed;
    failed += totals.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

await runMain(main);
