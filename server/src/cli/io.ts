/** What the command line needs of the machine. */
export interface CliIo {
  readonly out: (text: string) => void;
  /** Done when what was written has gone out; waits where the reader is slower than the disk. */
  readonly outTaken: () => Promise<void>;
  readonly err: (text: string) => void;
  /** The bytes of a file, or of standard input for `-`; throws when they cannot be had. */
  readonly open: (path: string) => AsyncIterable<Uint8Array>;
  /** The paths of the text files below a folder, in order; undefined when `path` is no folder. Absent where there are no folders. */
  readonly textFilesBelow?: (path: string) => Promise<readonly string[] | undefined>;
  /** Replaces a file's text by pieces of text, at once and only when all is written; throws when it cannot. */
  readonly replaceFile: (path: string, pieces: Iterable<string> | AsyncIterable<string>) => Promise<void>;
  /** Makes a file of pieces of text; one that is there is replaced only with `force`, and else throws with the code EEXIST. Nothing stays of a file that could not be finished, nor of one whose `before`, called once all is written, fails. */
  readonly createFile: (path: string, pieces: AsyncIterable<string>, force: boolean, before?: () => Promise<void>) => Promise<void>;
  /** The vocabulary of an encoding, as `createCounter` takes it. */
  readonly vocabulary: (encoding: string) => Promise<Uint8Array>;
  /** The day (ISO date). */
  readonly today: () => string;
  readonly version: string;
  /** True where the output understands colours. */
  readonly colours: boolean;
  /** True where the output is a terminal, which takes control characters for commands. */
  readonly isTerminal: boolean;
}
