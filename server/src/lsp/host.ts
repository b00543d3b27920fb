import type { FileBytes } from '../core/bytes/fileBytes';
import type { CountingPort } from './tokenCounts';

/** What the entry points give the server because Node and web workers differ in it. */
export interface Host {
  /** Starts the worker that counts tokens; called when something is to be counted for the first time. */
  readonly startCounting: () => CountingPort;
  /** Resolves after waiting messages had their turn. */
  readonly yieldTurn: () => Promise<void>;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** The day (ISO date). */
  readonly today: () => string;
  /** What the bytes of a file are; undefined where it cannot be read. Absent where the host reads no files. */
  readonly examineFile?: (uri: string) => Promise<FileBytes | undefined>;
}
