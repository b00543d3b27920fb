import { vocabulary } from '../../scripts/vocabularies.mjs';
import type { CliIo } from '../../server/src/cli/io';

/** Files by path, as text or as bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a run of the command line said, and the texts that it wrote, by path. */
export interface Said {
  out: string;
  err: string;
  readonly written: Record<string, string>;
}

/** The exit code of a run, and what it said. */
export type Run = { readonly code: number } & Readonly<Said>;

/** For a command line that is to write no file: each try fails. */
export const nothingWritten: Pick<CliIo, 'replaceFile' | 'createFile'> = {
  replaceFile: () => Promise.reject(new Error('nothing is replaced in this test')),
  createFile: () => Promise.reject(new Error('no file is made in this test')),
};

/** For a command line that is to count no tokens. */
export const nothingCounted: Pick<CliIo, 'vocabulary'> = { vocabulary: () => Promise.reject(new Error('no vocabulary in this test')) };

/** A machine whose files lie in memory, and what becomes of them; `own` takes the place of what it would do itself. */
export function machineWith(files: Files, own: Partial<CliIo> = {}): { readonly io: CliIo; readonly said: Said } {
  const said: Said = { out: '', err: '', written: {} };
  const take: CliIo['replaceFile'] = async (path, pieces) => {
    let text = '';
    for await (const piece of pieces) text += piece;
    said.written[path] = text;
  };
  const io: CliIo = {
    out: (text) => {
      said.out += text;
    },
    outTaken: () => Promise.resolve(),
    err: (text) => {
      said.err += text;
    },
    open: (path) => inPieces(path, files[path]),
    replaceFile: take,
    createFile: async (path, pieces, force, before) => {
      if (path in files && !force) throw failure('EEXIST', path);
      await take(path, pieces);
      await before?.();
    },
    vocabulary,
    today: () => '2026-11-22',
    version: '1.2.3',
    colours: false,
    isTerminal: false,
    ...own,
  };
  return { io, said };
}

/** Runs a command on such a machine. */
export async function runOn(files: Files, start: (io: CliIo) => Promise<number>, own?: Partial<CliIo>): Promise<Run> {
  const { io, said } = machineWith(files, own);
  return { code: await start(io), ...said };
}

/** A file's bytes in small pieces, so that lines and characters are cut in the middle; fails where there is none. */
export async function* inPieces(path: string, content: string | Uint8Array | undefined, size = 7): AsyncGenerator<Uint8Array> {
  if (content === undefined) throw failure('ENOENT', path);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** An error as the system gives one. */
export function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: '${path}'`), { code });
}
