import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../core/errors';

const bufferSize = 1 << 20;

/** The content of a file in pieces, as text or as bytes. */
type Pieces = Iterable<string> | AsyncIterable<string> | AsyncIterable<Uint8Array>;

/** Replaces a file's text by pieces of text or bytes; the file is the old one until the new one is whole on the disk and `before` is done. */
export async function replaceFile(file: string, pieces: Pieces, before?: () => Promise<void>): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const real = await realpath(file);
  const found = await stat(real);
  // A device or a pipe takes what is written to it; putting a file in its place would take it away from everybody.
  if (!found.isFile()) {
    await writeInto(real, pieces);
    await before?.();
    return;
  }
  await writeBeside(real, pieces, found.mode, async (beside) => {
    await before?.();
    await rename(beside, real);
  });
}

/**
 * Makes a new file of pieces of text, whole or not at all; one that is there is replaced only with `force`. It takes its place
 * after `before` is done, which is called once all is written, and not at all when that fails.
 */
export async function createFile(file: string, pieces: Pieces, force: boolean, before?: () => Promise<void>): Promise<void> {
  if (await exists(file)) {
    if (force) return replaceFile(file, pieces, before);
    throw Object.assign(new Error(`${file} is there already`), { code: 'EEXIST' });
  }
  await writeBeside(file, pieces, undefined, async (beside) => {
    await before?.();
    try {
      // Unlike a renamed file, a link takes no other file's place that came there meanwhile.
      await link(beside, file);
      await rm(beside);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error;
      // Not every file system has links.
      await rename(beside, file);
    }
  });
}

/** Writes a file beside another one, lets `place` put it in its place, and leaves nothing behind where one of the two fails. */
async function writeBeside(
  file: string,
  pieces: Pieces,
  mode: number | undefined,
  place: (beside: string) => Promise<void>,
): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  // An editor that is closed ends its server while a gigabyte is being written, and nobody would look for the rest.
  const abandon = (): void => rmSync(beside, { force: true });
  process.once('exit', abandon);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await writePieces(handle, pieces);
      // The process may mask bits of the mode that it creates files with.
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(beside);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    process.off('exit', abandon);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function writeInto(file: string, pieces: Pieces): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await writePieces(handle, pieces);
  } finally {
    await handle.close();
  }
}

async function writePieces(handle: FileHandle, pieces: Pieces): Promise<void> {
  let waiting = '';
  for await (const piece of pieces) {
    if (typeof piece !== 'string') {
      await handle.writeFile(piece);
      continue;
    }
    waiting += piece;
    if (waiting.length < bufferSize) continue;
    await handle.writeFile(waiting);
    waiting = '';
  }
  await handle.writeFile(waiting);
}
