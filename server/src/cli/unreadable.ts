import { codeOf, reasonOf } from '../core/errors';

/** Why a file could not be read, and what to do about it, in one line. */
export function whyUnreadable(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder: name the files in it, such as folder/*.jsonl';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read this file: check its permissions';
    default:
      return reasonOf(error);
  }
}
