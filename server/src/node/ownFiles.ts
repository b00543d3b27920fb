import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Host } from '../lsp/host';

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
};

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

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
