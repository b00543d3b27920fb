import { beginsWithMark, markBytes } from '../core/bytes/fileBytes';
import type { Column } from '../core/check/column';
import { byteLines } from '../core/rows/byteLines';
import type { CliIo } from './io';
import { readable, Unworkable } from './trainingRows';

/** Which lines of a file are wanted, and how many bytes are held for it. */
export interface WantedLines {
  readonly file: string;
  readonly io: CliIo;
  /** The numbers (from 0) of the lines, each once, in the order in which they are wanted. */
  readonly lines: Uint32Array;
  /** How many bytes each line of the file has, without its line break and a byte order mark. */
  readonly sizes: Column;
  /** How many bytes are held at a time; a longer line is held by itself. */
  readonly size: number;
}

const nowhere = 0xffffffff;

/**
 * The texts of lines in any order. The file is read once for each part of them that fits into what is held, which is as quick as
 * a disk reads; to jump to each line would be slower. Throws Unworkable where the file was changed meanwhile.
 */
export async function* windowsOf({ file, io, lines, sizes, size }: WantedLines): AsyncGenerator<string> {
  /** Where each line of the file comes in the order. */
  const places = new Uint32Array(sizes.length).fill(nowhere);
  for (const [place, line] of lines.entries()) places[line] = place;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held = new Uint8Array(0);
  for (let from = 0; from < lines.length; ) {
    const starts = startsFrom(from);
    const end = from + starts.length - 1;
    const all = starts.at(-1) ?? 0;
    if (held.length < all) held = new Uint8Array(Math.max(all, Math.min(size, 2 * held.length)));
    let missing = end - from;
    for await (const { line, bytes } of byteLines(readable(io.open(file)), (each) => isWithin(places[each], from, end))) {
      const text = line === 0 && beginsWithMark(bytes) ? bytes.subarray(markBytes.length) : bytes;
      if (text.length !== sizes.at(line)) throw changed();
      held.set(text, starts[(places[line] ?? 0) - from]);
      missing -= 1;
    }
    if (missing > 0) throw changed();
    for (let place = from; place < end; place++) yield decoder.decode(held.subarray(starts[place - from], starts[place - from + 1]));
    from = end;
  }

  /** Where the lines from one place on begin in what is held, as many as fit, and where the last of them ends. */
  function startsFrom(from: number): readonly number[] {
    const starts = [0];
    let at = 0;
    for (let place = from; place < lines.length; place++) {
      at += sizes.at(lines[place] ?? 0);
      if (place > from && at > size) break;
      starts.push(at);
    }
    return starts;
  }
}

function isWithin(place: number | undefined, from: number, end: number): boolean {
  return place !== undefined && place >= from && place < end;
}

/** What to throw where a file is not what it was when it was read before. */
export function changed(): Unworkable {
  return new Unworkable('the file was changed while it was read: try again');
}
