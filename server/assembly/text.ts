import { controlCharacter, escapesAt, halfCharacter } from './layout';

const quote: u8 = 0x22;
const backslash: u8 = 0x5c;
const letterU: u8 = 0x75;

/** Where what `readText` has read stands, without escapes, as UTF-8. */
export let textStart: usize = 0;
export let textEnd: usize = 0;
/** Whether the line ended within it. */
export let isCut: bool = false;
/** The bits of the signs that its escapes are. */
export let escapeSigns: u32 = 0;

// Which bytes of a block end a text or interrupt it: a quote, a backslash, a control character.
function stops(block: v128): u32 {
  return <u32>(
    i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, i8x16.splat(quote)), i8x16.eq(block, i8x16.splat(backslash))), i8x16.lt_u(block, i8x16.splat(0x20))),
    )
  );
}

/**
 * Reads the JSON string whose first byte behind the quote is at `start` and returns where its line goes on; 0 when it is none. Of one that
 * is not ended it reads as much as there is. A text
 * with escapes is written to `room`, which must hold as many bytes as are left of the line and 16 more. Behind `end` there must be a quote.
 */
export function readText(start: usize, end: usize, room: usize): usize {
  let at = start;
  escapeSigns = 0;
  isCut = false;
  let bits = stops(v128.load(at));
  while (bits === 0) {
    at += 16;
    bits = stops(v128.load(at));
  }
  at += <usize>ctz(bits);
  if (at >= end) return ended(start, end, end);
  const byte = load<u8>(at);
  if (byte === quote) {
    textStart = start;
    textEnd = at;
    return at + 1;
  }
  return byte === backslash ? readEscaped(start, at, end, room) : 0;
}

function readEscaped(start: usize, first: usize, end: usize, room: usize): usize {
  let at = first;
  let to = room + (first - start);
  memory.copy(room, start, first - start);
  while (true) {
    const letter = load<u8>(at, 1);
    if (letter === letterU) {
      let code = hexadecimal(at + 2);
      if (code < 0) return 0;
      at += 6;
      if ((code & 0xf800) === 0xd800) {
        // The second half: a backslash and a "u".
        const low = code < 0xdc00 && load<u16>(at) === 0x755c ? hexadecimal(at + 2) : -1;
        if ((low & 0xfc00) === 0xdc00 && low > 0) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        } else {
          escapeSigns |= halfCharacter;
          code = 0xfffd;
        }
      }
      if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) escapeSigns |= controlCharacter;
      to = write(to, code);
    } else {
      const meant = load<u8>(escapesAt + <usize>letter);
      if (meant === 0) return 0;
      if (meant === 0x08 || meant === 0x0c) escapeSigns |= controlCharacter;
      store<u8>(to++, meant);
      at += 2;
    }
    if (at > end) return 0;
    if (at === end) return ended(room, to, end);
    let block = v128.load(at);
    let bits = stops(block);
    while (bits === 0) {
      v128.store(to, block);
      at += 16;
      to += 16;
      block = v128.load(at);
      bits = stops(block);
    }
    v128.store(to, block);
    at += <usize>ctz(bits);
    to += <usize>ctz(bits);
    if (at >= end) return ended(room, to - (at - end), end);
    const byte = load<u8>(at);
    if (byte === quote) break;
    if (byte !== backslash) return 0;
  }
  textStart = room;
  textEnd = to;
  return at + 1;
}

/** Says that no text is cut, and gives back what it is given. */
export function notCut(signs: u32): u32 {
  isCut = false;
  return signs;
}

function ended(start: usize, last: usize, next: usize): usize {
  isCut = true;
  textStart = start;
  textEnd = last;
  return next;
}

/** Four hexadecimal digits; -1 where they are none. */
function hexadecimal(at: usize): i32 {
  let code: i32 = 0;
  for (let index: usize = 0; index < 4; index++) {
    const byte = <i32>load<u8>(at + index);
    const small = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) code = (code << 4) | (byte - 0x30);
    else if (small >= 0x61 && small <= 0x66) code = (code << 4) | (small - 0x57);
    else return -1;
  }
  return code;
}

function write(to: usize, code: i32): usize {
  if (code < 0x80) {
    store<u8>(to, <u8>code);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, <u8>(0xc0 | (code >> 6)));
    store<u8>(to, <u8>(0x80 | (code & 0x3f)), 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store<u8>(to, <u8>(0xe0 | (code >> 12)));
    store<u8>(to, <u8>(0x80 | ((code >> 6) & 0x3f)), 1);
    store<u8>(to, <u8>(0x80 | (code & 0x3f)), 2);
    return to + 3;
  }
  store<u8>(to, <u8>(0xf0 | (code >> 18)));
  store<u8>(to, <u8>(0x80 | ((code >> 12) & 0x3f)), 1);
  store<u8>(to, <u8>(0x80 | ((code >> 6) & 0x3f)), 2);
  store<u8>(to, <u8>(0x80 | (code & 0x3f)), 3);
  return to + 4;
}
