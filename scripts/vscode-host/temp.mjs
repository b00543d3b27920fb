import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cleanup } from './cleanup.mjs';

/**
 * Makes a temporary folder that is removed with `remove`, or when the process is told to end.
 * @param {string} name a word that says what it is for
 * @param {string} [source] a folder whose content it starts with
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function temporaryFolder(name, source) {
  // Resolved, because VS Code resolves links and paths must compare equal in tests (macOS links /var to /private/var).
  const folder = await mkdtemp(path.join(await realpath(os.tmpdir()), `exemplar-${name}-`));
  // Retries, because a process that was just ended may still be writing its last log line.
  const remove = cleanup(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  if (source) await cp(source, folder, { recursive: true });
  return { folder, remove };
}
