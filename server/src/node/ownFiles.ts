import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMissing } from '../core/errors';
import type { Host } from '../lsp/host';
import { replaceFile } from './replaceFile';

/** The files of this machine, for `file:` URIs. */
export const ownFiles: NonNullable<Host['files']> = {
  handles: (uri) => uri.startsWith('file:'),
  async read(uri) {
    const path = fileURLToPath(uri);
    try {
      if (!(await stat(path)).isFile()) return undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    return textOf(path);
  },
  list: (folder) => readdir(fileURLToPath(folder)).catch(() => []),
  bytes: (uri) => createReadStream(fileURLToPath(uri), { highWaterMark: 1 << 20 }),
  async stat(uri) {
    try {
      const { size, mtimeMs, ino } = await stat(fileURLToPath(uri));
      return { size, stamp: `${size} ${mtimeMs} ${ino}` };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  replace: (uri, bytes, isFine) => replaceFile(fileURLToPath(uri), checkedAtEnd(bytes, isFine)),
};

async function* checkedAtEnd(bytes: AsyncIterable<Uint8Array>, isFine: () => Promise<boolean>): AsyncGenerator<Uint8Array> {
  yield* bytes;
  if (!(await isFine())) throw new Error('the file was changed meanwhile');
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new Error('it is not valid UTF-8') : error;
  }
}
