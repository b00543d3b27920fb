import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const bufferSize = 1 << 20;

/** Replaces a file's text by pieces of text; the file is the old one until the new one is whole on the disk. */
export async function replaceFile(file: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const real = await realpath(file);
  const found = await stat(real);
  // A device or a pipe takes what is written to it; putting a file in its place would take it away from everybody.
  if (!found.isFile()) return writeInto(real, pieces);
  const { mode } = found;
  const beside = path.join(path.dirname(real), `.${path.basename(real)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await writePieces(handle, pieces);
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

/** Makes a new file of pieces of text; one that is there is replaced only with `force`. What could not be finished is removed. */
export async function createFile(file: string, pieces: AsyncIterable<string>, force: boolean): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx');
  } catch (error) {
    if (!force || !isThere(error)) throw error;
    return replaceFile(file, pieces);
  }
  try {
    try {
      await writePieces(handle, pieces);
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function writeInto(file: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await writePieces(handle, pieces);
  } finally {
    await handle.close();
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

async function writePieces(handle: FileHandle, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < bufferSize) continue;
    await handle.writeFile(waiting);
    waiting = '';
  }
  await handle.writeFile(waiting);
}
