import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hostFolder } from './pinned.mjs';

/** @type {Map<string, Promise<string>>} what this process is making: two parts of it may want the same at once */
const pending = new Map();
let drafts = 0;

/**
 * Returns the folder of an installed thing, making it first where it is missing; a folder of that name is always whole,
 * because it is made under another name and renamed when done.
 * @param {string} name with its version, so that a new version is a new folder: `code-server@4.139.1`
 * @param {(folder: string) => Promise<void>} make fills the empty folder
 * @returns {Promise<string>}
 */
export function cached(name, make) {
  const known = pending.get(name) ?? find(name, make).finally(() => pending.delete(name));
  pending.set(name, known);
  return known;
}

/**
 * @param {string} name
 * @param {(folder: string) => Promise<void>} make
 */
async function find(name, make) {
  const folder = path.join(hostFolder, name.replace('/', '+'));
  const stamp = path.join(folder, 'installed');
  await removeLeftovers();
  if (existsSync(stamp)) return folder;
  const draft = path.join(hostFolder, `unfinished-${process.pid}-${++drafts}`);
  await mkdir(draft, { recursive: true });
  try {
    await make(draft);
    await writeFile(path.join(draft, 'installed'), `${name}\n`);
    await rename(draft, folder).catch(async (error) => {
      // Another process was quicker: its folder is as good as ours.
      if (!existsSync(stamp)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Removes what processes that died in the middle of an installation left behind. */
async function removeLeftovers() {
  for (const entry of await readdir(hostFolder).catch(() => [])) {
    const pid = /^unfinished-(\d+)-/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(hostFolder, entry), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
