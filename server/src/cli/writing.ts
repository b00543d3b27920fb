import { codeOf, reasonOf } from '../core/errors';
import type { CliIo } from './io';

/** Text as it is worked out, and what was done once all of it has been taken. */
export interface Transforming {
  readonly pieces: AsyncIterable<string>;
  readonly summary: () => string;
}

/** Writes pieces of text to standard output, as quickly as they are taken. */
export async function writeOut(pieces: Iterable<string> | AsyncIterable<string>, io: CliIo): Promise<void> {
  for await (const piece of pieces) {
    io.out(piece);
    await io.outTaken();
  }
}

/** Why a file could not be written, and what to do about it, in one line. */
export function whyUnwritable(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EEXIST') return 'this file is there already and was left as it is: name another, or add --force to replace it';
  if (code === 'ENOENT') return 'the folder that it should go to does not exist';
  if (code === 'ENOTDIR') return 'the folder that it should go to is no folder but a file: name a folder';
  if (code === 'EISDIR') return 'this is a folder: name a file in it';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'you may not write this file: check its permissions and those of its folder';
  if (code === 'ENOSPC') return 'there is no space left on the disk';
  return reasonOf(error);
}
