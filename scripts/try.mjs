// Only modules of Node itself may be imported at the top: on a fresh clone there are no others until `npm ci` has run.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Builds the extension and opens it on samples/ in VS Code: npm run try [-- options]
  --port N           serve the window at this port (default: a free one)
  --screenshot FILE  instead of serving, write a picture of the window to FILE and end
    --open PATH      with this file open
    --wait MS        so long after the file is shown (default: 3000)
  --web              run the extension in the web worker instead of Node
  --folder PATH      open this folder instead of samples/
  --browser          serve a window for the browser even where the desktop VS Code is installed
  --no-build         take the extension as it was built last`;

const repo = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

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

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    screenshot: { type: 'string' },
    open: { type: 'string' },
    wait: { type: 'string', default: '3000' },
    web: { type: 'boolean', default: false },
    folder: { type: 'string', default: path.join(repo, 'samples') },
    browser: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit();
}

if (!existsSync(path.join(repo, 'node_modules'))) npm(existsSync(path.join(repo, 'package-lock.json')) ? 'ci' : 'install');
if (!values['no-build']) npm('run', 'build');

const { codeCommand, hasDisplay } = await import('./vscode-host/desktop.mjs');
const { cleanUpAll, cleanUpOnSignals, isEnding } = await import('./vscode-host/cleanup.mjs');
const { complain } = await import('./vscode-host/report.mjs');
const { openWindow, takePicture } = await import('./vscode-host/window.mjs');

cleanUpOnSignals();
const folder = path.resolve(values.folder);
const code = values.browser || values.screenshot || values.web ? undefined : hasDisplay() && codeCommand();
try {
  if (code) {
    console.log(`Opening ${folder} in ${code}`);
    const args = ['--new-window', `--extensionDevelopmentPath=${repo}`, folder];
    spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  } else {
    const window = { folder, extension: repo, host: /** @type {const} */ (values.web ? 'web' : 'node'), port: Number(values.port) };
    const file = values.open && path.resolve(values.open);
    if (values.screenshot) {
      await takePicture({ ...window, file, picture: path.resolve(values.screenshot), wait: Number(values.wait) });
      await cleanUpAll();
      process.exit();
    }
    const url = await openWindow({ ...window, file });
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
