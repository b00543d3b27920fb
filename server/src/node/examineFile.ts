import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { examineBytes, type FileBytes } from '../shared/bytes';

/** What the bytes of a file on this machine are; undefined where it cannot be read, as when it lies elsewhere. */
export async function examineFile(uri: string): Promise<FileBytes | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return examineBytes(await readFile(fileURLToPath(uri)));
  } catch {
    // A file that is not there yet has no bytes, and nothing is said of them.
    return undefined;
  }
}
