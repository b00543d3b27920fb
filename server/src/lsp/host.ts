import type { FileBytes } from '../core/bytes/fileBytes';
import type { ReadPiece, ReadRequest } from '../core/convert/readingService';
import type { CountingPort } from './tokenCounts';

/** Which version of a file lies on the disk. */
export interface FileStamp {
  readonly size: number;
  readonly stamp: string;
}

/** A thread that reads one text. */
export interface ReadingThread {
  /** The next piece of the answer; rejects when the thread has died or was ended. */
  readonly next: () => Promise<ReadPiece>;
  /** Ends the thread, whatever it does. */
  readonly end: () => void;
}

/** What the entry points give the server because Node and web workers differ in it. */
export interface Host {
  /** Starts the worker that counts tokens; called when something is to be counted for the first time. */
  readonly startCounting: () => CountingPort;
  /** How many such workers may count at once. */
  readonly countingWorkers: number;
  /** Starts a thread that reads a long text; absent where texts are read in the server's own. */
  readonly startReading?: (request: ReadRequest) => ReadingThread;
  /** Resolves after waiting messages had their turn. */
  readonly yieldTurn: () => Promise<void>;
  /** Files that the machine has itself; absent in a web worker. */
  readonly files?: {
    /** Whether files with such URIs are the machine's. */
    readonly handles: (uri: string) => boolean;
    /** A file's text in pieces; undefined when there is no such file. Throws, at once or while reading, with the reason. */
    readonly read: (uri: string) => Promise<AsyncIterable<string> | undefined>;
    /** The names in a folder; none when there is no such folder. */
    readonly list: (folder: string) => Promise<readonly string[]>;
    /** A file's bytes; throws while reading, with the reason. */
    readonly bytes: (uri: string) => AsyncIterable<Uint8Array>;
    /** A file's size, and a word that changes whenever the file does; undefined when there is no such file. */
    readonly stat: (uri: string) => Promise<FileStamp | undefined>;
    /** Puts other bytes in the place of a file's once they are all there, and lets `isFine` have the last word; throws when that fails. */
    readonly replace: (uri: string, bytes: AsyncIterable<Uint8Array>, isFine: () => Promise<boolean>) => Promise<void>;
  };
  /** Gives back the memory of what is not used any more; absent where the engine alone decides when. */
  readonly collectGarbage?: () => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** The day (ISO date). */
  readonly today: () => string;
  /** What the bytes of a file are; undefined where it cannot be read. Absent where the host reads no files. */
  readonly examineFile?: (uri: string) => Promise<FileBytes | undefined>;
}
