// One pass over the UTF-8 of a line that tells what most lines are checked by: whether it is plain chat, which signs its texts hold, and the
// numbers by which it is compared. Written in AssemblyScript (https://www.assemblyscript.org) for sixteen bytes at a time.

import { hashEnd, hashOf } from './hash';
import { everySign, outputAt, whiteSpaceAround } from './layout';
import { plainSigns, readPlainChat } from './plainChat';
import { escapeSigns, isCut, notCut, readText, textEnd, textStart } from './text';
import { signsIn } from './words';

export { beginHash, hashMore } from './hash';
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
  const signs = signsFrom(start, end, room, false);
  return isCut ? everySign : signs;
}

/** The signs in all texts from `start` on, which may lie within one; `isCut` tells whether `end` does. */
function signsFrom(start: usize, end: usize, room: usize, isWithin: bool): u32 {
  // Whose text it is that white space stands around only a plain line tells.
  let signs = whiteSpaceAround;
  let at = isWithin ? start : nextQuote(start) + 1;
  if (at > end) return notCut(signs);
  while (true) {
    at = readText(at, end, room);
    if (at === 0) return notCut(everySign);
    signs |= escapeSigns | signsIn(textStart, textEnd);
    if (isCut) return signs;
    at = nextQuote(at) + 1;
    if (at > end) return signs;
  }
}

/**
 * Scans a piece of a line, which begins within a text or not, and ends within no escape. Says in the output whether it ends within a text, and
 * the bits of its signs.
 */
export function scanPiece(start: usize, end: usize, room: usize, isWithin: bool): void {
  store<u8>(end, 0x22);
  const signs = signsFrom(start, end, room, isWithin);
  store<u32>(outputAt, isCut ? 1 : 0);
  store<u32>(outputAt, signs, 4);
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

/** Writes the hash of all bytes that came in pieces to the output; these are the last, fewer than 32. */
export function endHash(start: usize, length: usize): void {
  store<u64>(outputAt, hashEnd(start, length));
}
