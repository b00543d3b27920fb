import { utf8Of } from '../rows/fileRow';
import type { Row } from '../rows/row';

/** Texts on the way to a worker: those that were there as UTF-8 already stand in `utf8`, one after the other, as their bytes. */
export interface CountedLines {
  /** The text of each line, or how many bytes it has. */
  readonly lines: readonly (string | number)[];
  /** A copy, whose buffer may be handed over. */
  readonly utf8?: Uint8Array<ArrayBuffer>;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Gathers the texts of rows; one that is there as UTF-8 is copied and not read back, which is left to the worker. */
export function gatherLines(rows: readonly Row[]): CountedLines {
  const sources = rows.map(utf8Of);
  const utf8 = new Uint8Array(sources.reduce((sum, bytes) => sum + (bytes?.length ?? 0), 0));
  let end = 0;
  const lines = rows.map((row, index) => {
    const bytes = sources[index];
    if (!bytes) return row.text;
    utf8.set(bytes, end);
    end += bytes.length;
    return bytes.length;
  });
  return end > 0 ? { lines, utf8 } : { lines };
}

/** The texts of gathered lines, in their order. */
export function* textsOf({ lines, utf8 }: CountedLines): Generator<string> {
  let start = 0;
  for (const line of lines) {
    if (typeof line === 'string') yield line;
    else {
      yield decoder.decode(utf8?.subarray(start, start + line));
      start += line;
    }
  }
}
