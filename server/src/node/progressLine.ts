import { progressText } from '../shared/readingProgress';

/** The line at the bottom of a terminal that says how far reading has come. */
export interface ProgressLine {
  /** The same bytes; while they come, the line says how many of `size` have. */
  readonly follow: (bytes: AsyncIterable<Uint8Array>, name: string, size: Promise<number>) => AsyncGenerator<Uint8Array>;
  /** Takes the line away, so that something else can be written in its place. */
  readonly clear: () => void;
}

// What is done in a moment needs no line, and nobody reads faster than a few times a second.
const patience = 1000;
const interval = 250;

/** Draws the line with `write`, which goes to the terminal. */
export function createProgressLine(write: (text: string) => void, now: () => number): ProgressLine {
  let isShown = false;
  const clear = (): void => {
    if (isShown) write('\r\u001b[K');
    isShown = false;
  };
  return {
    clear,
    follow: async function* (source, name, size) {
      const start = now();
      const whole = await size;
      let bytes = 0;
      let next = start + patience;
      try {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (now() >= next) {
            next = now() + interval;
            clear();
            write(`${name}: ${progressText({ bytes, size: whole, milliseconds: now() - start })}`);
            isShown = true;
          }
          yield chunk;
        }
      } finally {
        clear();
      }
    },
  };
}
