import { addAbortSignal, type Readable } from 'node:stream';

/** A way to stop what runs: reading fails, so that whatever is being written is taken back as after any failure. */
export interface Interruption {
  /** The exit code of a process that was stopped in this way; undefined while nobody has. */
  readonly exitCode: () => number | undefined;
  /** A stream that fails once it is to stop. */
  readonly reading: <Stream extends Readable>(stream: Stream) => Stream;
  /** Pieces that fail to go on once it is to stop. */
  readonly writing: (pieces: Iterable<string> | AsyncIterable<string>) => AsyncGenerator<string>;
}

// What a shell expects: 128 and the number of the signal.
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Stops at the first Ctrl+C (or request to end); the second one ends the process at once, as it does everywhere. */
export function stopOnSignals(): Interruption {
  const stopped = new AbortController();
  let exitCode: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      exitCode ??= exitCodes[signal];
      stopped.abort();
    });
  }
  return {
    exitCode: () => exitCode,
    reading: (stream) => addAbortSignal(stopped.signal, stream),
    writing: async function* (pieces) {
      for await (const piece of pieces) {
        stopped.signal.throwIfAborted();
        yield piece;
      }
    },
  };
}
