import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const bufferSize = 1 << 20;

/** Replaces a file's text by pieces of text; the file is the old one until the new one is whole on the disk. */
export async function replaceFile(file: string, pieces: Iterable<string>): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const real = await realpath(file);
  const { mode } = await stat(real);
  const beside = path.join(path.dirname(real), `.${path.basename(real)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      let waiting = '';
      for (const piece of pieces) {
        waiting += piece;
        if (waiting.length < bufferSize) continue;
        await handle.writeFile(waiting);
        waiting = '';
      }
      await handle.writeFile(waiting);
      // The process may mask bits of the mode that it creates files with.
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, real);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
