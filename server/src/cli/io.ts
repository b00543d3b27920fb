/** What the command line needs of the machine. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The bytes of a file, or of standard input for `-`; throws when they cannot be had. */
  readonly open: (path: string) => AsyncIterable<Uint8Array>;
  /** Replaces a file's text by pieces of text, at once and only when all is written; throws when it cannot. */
  readonly replaceFile: (path: string, pieces: Iterable<string>) => Promise<void>;
  /** The vocabulary of an encoding, as `createCounter` takes it. */
  readonly vocabulary: (encoding: string) => Promise<Uint8Array>;
  readonly version: string;
  /** True where the output understands colours. */
  readonly colours: boolean;
}
