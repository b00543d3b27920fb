import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { download } from '@vscode/test-electron';
import { fetchStableVersions } from '@vscode/test-electron/out/download.js';
import { hostFolder } from './pinned.mjs';

/** How long the download site may take to answer at all, in milliseconds: where it is out of reach, nobody should wait. */
const patience = 3000;

/** Whether a window can be opened here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Returns the command `code` on the PATH, which opens windows of the desktop VS Code.
 * @returns {string | undefined}
 */
export function codeCommand() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/**
 * Returns the executable of a desktop VS Code (installed, or downloaded now or earlier), or why there is none.
 * @returns {Promise<{ executable: string } | { missing: string }>}
 */
export async function findDesktop() {
  if (!hasDisplay()) return { missing: 'there is no display' };
  const installed = installedExecutable();
  if (installed) return { executable: installed };
  try {
    await fetchStableVersions(true, patience);
    return { executable: await download({ cachePath: path.join(hostFolder, 'desktop'), timeout: 5 * patience }) };
  } catch (error) {
    return { missing: `none is installed, and it cannot be downloaded (${/** @type {Error} */ (error).message})` };
  }
}

/** The executable behind the command `code`, which itself returns before the window is closed. */
function installedExecutable() {
  const command = codeCommand();
  if (!command) return undefined;
  const folder = path.dirname(realpathSync(command));
  const places = {
    linux: ['../code'],
    darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
    win32: ['../Code.exe'],
  }[/** @type {'linux'} */ (process.platform)];
  return places?.map((place) => path.join(folder, place)).find((file) => existsSync(file));
}
