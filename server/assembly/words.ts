import { bucketsAt, halvesAt, ignoresCase, isAlone, isDamage, lanesAt, wordsAt } from './layout';

// A text is searched for all words at once: four bytes in a row tell, by their halves, which of eight buckets of words may stand there
// ("Teddy", as the Hyperscan library calls it), and only there words are compared.

const recordSize: usize = 64;

/** The bits of the signs whose words stand in a text; may read 19 bytes behind its end. */
export function signsIn(start: usize, end: usize): u32 {
  const low0 = v128.load(halvesAt);
  const high0 = v128.load(halvesAt, 16);
  const low1 = v128.load(halvesAt, 32);
  const high1 = v128.load(halvesAt, 48);
  const low2 = v128.load(halvesAt, 64);
  const high2 = v128.load(halvesAt, 80);
  const low3 = v128.load(halvesAt, 96);
  const high3 = v128.load(halvesAt, 112);
  let signs: u32 = 0;
  for (let at = start; at < end; at += 16) {
    const first = bucketsOf(v128.load(at), low0, high0);
    const second = bucketsOf(v128.load(at, 1), low1, high1);
    const third = bucketsOf(v128.load(at, 2), low2, high2);
    const fourth = bucketsOf(v128.load(at, 3), low3, high3);
    const buckets = v128.and(v128.and(first, second), v128.and(third, fourth));
    if (!v128.any_true(buckets)) continue;
    v128.store(lanesAt, buckets);
    for (let places = <u32>i8x16.bitmask(i8x16.ne(buckets, i8x16.splat(0))); places !== 0; places &= places - 1) {
      const lane = <usize>ctz(places);
      signs |= signsAt(at + lane, load<u8>(lanesAt + lane), start, end, signs);
    }
  }
  return signs;
}

function bucketsOf(bytes: v128, low: v128, high: v128): v128 {
  return v128.and(i8x16.swizzle(low, v128.and(bytes, i8x16.splat(15))), i8x16.swizzle(high, i8x16.shr_u(bytes, 4)));
}

function signsAt(at: usize, buckets: u32, start: usize, end: usize, known: u32): u32 {
  const four = load<u32>(at);
  let signs: u32 = 0;
  for (; buckets !== 0; buckets &= buckets - 1) {
    const bucket = bucketsAt + ((<usize>ctz(buckets)) << 3);
    let word = wordsAt + <usize>load<u32>(bucket) * recordSize;
    const last = word + <usize>load<u32>(bucket, 4) * recordSize;
    for (; word < last; word += recordSize) {
      // Four bytes tell nearly all texts from the word.
      if (((four | load<u32>(word, 8)) & load<u32>(word, 12)) !== load<u32>(word, 16)) continue;
      const sign: u32 = 1 << (<u32>load<u8>(word));
      if ((known & sign) === 0 && stands(word, at - <usize>load<u8>(word, 2), start, end)) signs |= sign;
    }
  }
  return signs;
}

function stands(word: usize, at: usize, start: usize, end: usize): bool {
  const length = <usize>load<u8>(word, 1);
  const flags = <u32>load<u8>(word, 3);
  const behind = <usize>load<u8>(word, 4);
  if (at < start || at + length + behind > end) return false;
  if (flags & isDamage) return beginsDamage(at);
  for (let index: usize = 0; index < length; index++) {
    const byte = load<u8>(at + index);
    if ((flags & ignoresCase ? lower(byte) : byte) !== load<u8>(word + index, 20)) return false;
  }
  for (let index: usize = 0; index < behind; index++) if (!isKeyLetter(load<u8>(at + length + index))) return false;
  return (flags & isAlone) === 0 || !holdsLineBreak(start, end);
}

function holdsLineBreak(start: usize, end: usize): bool {
  for (let at = start; at < end; at += 16) {
    const bits = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)));
    if (bits !== 0) return at + <usize>ctz(bits) < end;
  }
  return false;
}

// A letter from U+00C2 to U+00F4, and behind it one as which Windows-1252 shows a byte from 0x80 to 0xBF.
function beginsDamage(at: usize): bool {
  if (load<u8>(at) !== 0xc3) return false;
  const second = load<u8>(at, 1);
  if (second < 0x82 || second > 0xb4) return false;
  const next = load<u8>(at, 2);
  return next === 0xc2 || next === 0xc5 || next === 0xc6 || next === 0xcb || next === 0xe2;
}

function lower(byte: u8): u8 {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function isKeyLetter(byte: u8): bool {
  const small = byte | 0x20;
  return (small >= 0x61 && small <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x5f;
}
