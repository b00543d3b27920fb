import { Engine, outputAt } from './engine';

// What is looked at at once. Longer texts come in pieces, because a memory that megabytes were written to would stay as large.
const pieceBytes = 1 << 16;
const pieceUnits = 1 << 14;
// The hash takes in so many bytes at a time.
const stripe = 32;

let shared: Engine | undefined;

function engine(): Engine {
  shared ??= new Engine(pieceBytes);
  return shared;
}

/** The two halves of a hash. */
export interface TextHash {
  readonly low: number;
  readonly high: number;
}

/** XXH64 of a text as UTF-8, in which halves of characters are U+FFFD. */
export function textHash(text: string): TextHash {
  const { output } = text.length > pieceUnits ? hashInPieces(text) : engine().hash(engine().write(text));
  return { low: output[outputAt] ?? 0, high: output[outputAt + 1] ?? 0 };
}

function hashInPieces(text: string): Engine {
  const hashing = engine().beginHash();
  let rest = 0;
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + pieceUnits, text.length);
    // A character must not be cut in two.
    if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end -= 1;
    const length = rest + hashing.write(text.slice(start, end), rest);
    rest = length % stripe;
    hashing.hashMore(length - rest);
    start = end;
  }
  return hashing.endHash(rest);
}

/** Whether bytes are UTF-8, as strict decoders have it. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + pieceBytes, bytes.length);
    // A character has three bytes behind its first one at the most.
    for (let back = 0; back < 4 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end -= 1;
    engine().writeBytes(bytes.subarray(start, end));
    if (!engine().isUtf8(end - start)) return false;
    start = end;
  }
  return true;
}
