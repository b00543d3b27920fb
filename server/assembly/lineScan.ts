// One pass over the UTF-8 of a line that tells what most lines are checked by: whether it is plain chat, which signs its texts hold, and the
// numbers by which it is compared. Written in AssemblyScript (https://www.assemblyscript.org) for sixteen bytes at a time.

import { hashOf } from './hash';
import { everySign, outputAt, whiteSpaceAround } from './layout';
import { plainSigns, readPlainChat } from './plainChat';
import { escapeSigns, readText, textEnd, textStart } from './text';
import { signsIn } from './words';

export { isUtf8 } from './utf8';

/**
 * Scans the line from `start` to `end`, with room for its texts at `room` as `readText` wants it, and 32 bytes behind `end` that may be
 * written to. Says in the output: whether it is plain chat, the bits of its signs, and, of a plain line, what `readPlainChat` says.
 */
export function scan(start: usize, end: usize, room: usize): void {
  // Reading ends here at the latest.
  store<u8>(end, 0x22);
  const isPlain = readPlainChat(start, end, room);
  store<u32>(outputAt, isPlain ? 1 : 0);
  store<u32>(outputAt, isPlain ? plainSigns() : signsInTexts(start, end, room), 4);
}

/** The signs in all texts of a line that may be any JSON. */
function signsInTexts(start: usize, end: usize, room: usize): u32 {
  // Whose text it is that white space stands around only a plain line tells.
  let signs = whiteSpaceAround;
  let at = nextQuote(start);
  while (at < end) {
    at = readText(at + 1, end, room);
    if (at === 0) return everySign;
    signs |= escapeSigns | signsIn(textStart, textEnd);
    at = nextQuote(at);
  }
  return signs;
}

function nextQuote(start: usize): usize {
  let at = start;
  while (true) {
    const bits = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x22)));
    if (bits !== 0) return at + <usize>ctz(bits);
    at += 16;
  }
}

/** Writes the hash of `length` bytes to the output: its low half, its high half. */
export function hash(start: usize, length: usize): void {
  store<u64>(outputAt, hashOf(start, length));
}
