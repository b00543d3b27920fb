// Only what needs no package may be imported at the top: on a fresh clone there are none until `npm ci` has run.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { repo } from './vscode-host/pinned.mjs';
import { complain } from './vscode-host/report.mjs';
import { tryCommand } from './vscode-host/try-command.mjs';

/**
 * Runs npm in the repository and shows what it prints; ends this process when it fails.
 * @param {string[]} args
 */
function npm(...args) {
  console.log(`> npm ${args.join(' ')}`);
  // Through a shell on Windows, where npm is a .cmd file.
  const { status, error } = spawnSync('npm', args, { cwd: repo, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : '; its messages are above'}.`);
  process.exit(1);
}

/** What this was asked to do; ends this process with what is wrong, before anything is built, where that makes no sense. */
function command() {
  try {
    return tryCommand(process.argv.slice(2));
  } catch (error) {
    complain(error);
    process.exit(2);
  }
}

const asked = command();
if ('usage' in asked) {
  console.log(asked.usage);
  process.exit();
}

if (!existsSync(path.join(repo, 'node_modules'))) npm(existsSync(path.join(repo, 'package-lock.json')) ? 'ci' : 'install');
if (!asked['no-build']) npm('run', 'build');

const { codeCommand, hasDisplay } = await import('./vscode-host/desktop.mjs');
const { cleanUpAll, cleanUpOnSignals, isEnding } = await import('./vscode-host/cleanup.mjs');
const { openWindow, takePicture } = await import('./vscode-host/window.mjs');

cleanUpOnSignals();
const { folder, file, port, picture, wait, web, browser } = asked;
const code = browser || picture || web ? undefined : hasDisplay() && codeCommand();
try {
  if (code) {
    console.log(`Opening ${folder} in ${code}`);
    const args = ['--new-window', `--extensionDevelopmentPath=${repo}`, folder, ...(file ? [file] : [])];
    spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  } else {
    const window = { folder, file, port, extension: repo, host: /** @type {const} */ (web ? 'web' : 'node') };
    if (picture) {
      await takePicture({ ...window, picture, wait });
      await cleanUpAll();
      process.exit();
    }
    const url = await openWindow(window);
    const rule = '─'.repeat(72);
    console.log(
      `\n${rule}\n  Exemplar runs in VS Code. Open it in a browser:\n\n  ${url}\n\n  It runs until you press Ctrl+C here.\n${rule}\n`,
    );
    const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? undefined : 'xdg-open';
    if (opener && hasDisplay())
      spawn(opener, [url], { stdio: 'ignore', detached: true })
        .on('error', () => {})
        .unref();
  }
} catch (error) {
  // The signal's handler ends this process when it is done.
  if (isEnding()) await new Promise(() => {});
  complain(error);
  await cleanUpAll();
  process.exit(1);
}
