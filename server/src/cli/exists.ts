import { isMissing } from '../core/errors';
import type { CliIo } from './io';

/** Whether there is a file, or anything else, at a path; what cannot be opened is there too. */
export async function exists(file: string, io: CliIo): Promise<boolean> {
  try {
    for await (const _ of io.open(file)) break;
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}
