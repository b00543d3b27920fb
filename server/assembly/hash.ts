// XXH64 with the seed 0, as https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md describes it.

const prime1: u64 = 0x9e3779b185ebca87;
const prime2: u64 = 0xc2b2ae3d27d4eb4f;
const prime3: u64 = 0x165667b19e3779f9;
const prime4: u64 = 0x85ebca77c2b2ae63;
const prime5: u64 = 0x27d4eb2f165667c5;

function round(lane: u64, input: u64): u64 {
  return rotl<u64>(lane + input * prime2, 31) * prime1;
}

function merged(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * prime1 + prime4;
}

let one: u64 = 0;
let two: u64 = 0;
let three: u64 = 0;
let four: u64 = 0;
let all: u64 = 0;

/** Begins the hash of bytes that come in pieces. */
export function beginHash(): void {
  one = prime1 + prime2;
  two = prime2;
  three = 0;
  four = 0 - prime1;
  all = 0;
}

/** Takes in more bytes, a multiple of 32. */
export function hashMore(start: usize, length: usize): void {
  let a = one;
  let b = two;
  let c = three;
  let d = four;
  for (let at = start; at < start + length; at += 32) {
    a = round(a, load<u64>(at));
    b = round(b, load<u64>(at, 8));
    c = round(c, load<u64>(at, 16));
    d = round(d, load<u64>(at, 24));
  }
  one = a;
  two = b;
  three = c;
  four = d;
  all += <u64>length;
}

/** The hash of all bytes that were taken in and the last ones, fewer than 32. */
export function hashEnd(start: usize, length: usize): u64 {
  const end = start + length;
  let at = start;
  let hash = prime5;
  if (all > 0) {
    hash = rotl<u64>(one, 1) + rotl<u64>(two, 7) + rotl<u64>(three, 12) + rotl<u64>(four, 18);
    hash = merged(merged(merged(merged(hash, one), two), three), four);
  }
  hash += all + <u64>length;
  for (; at + 8 <= end; at += 8) hash = rotl<u64>(hash ^ round(0, load<u64>(at)), 27) * prime1 + prime4;
  if (at + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(at) * prime1), 23) * prime2 + prime3;
    at += 4;
  }
  for (; at < end; at++) hash = rotl<u64>(hash ^ (<u64>load<u8>(at) * prime5), 11) * prime1;
  hash = (hash ^ (hash >> 33)) * prime2;
  hash = (hash ^ (hash >> 29)) * prime3;
  return hash ^ (hash >> 32);
}

/** The hash of `length` bytes. */
export function hashOf(start: usize, length: usize): u64 {
  beginHash();
  const whole = length & ~31;
  if (whole > 0) hashMore(start, whole);
  return hashEnd(start + whole, length - whole);
}
