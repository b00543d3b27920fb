/** Whether all bytes from `start` to `end` are UTF-8, as decoders that are strict have it. */
export function isUtf8(start: usize, end: usize): bool {
  let at = start;
  while (at < end) {
    if (at + 16 <= end && !i8x16.bitmask(v128.load(at))) {
      at += 16;
      continue;
    }
    const byte = <u32>load<u8>(at);
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const second = <u32>load<u8>(at, 1);
    if (byte < 0xe0) {
      if (byte < 0xc2 || at + 2 > end || !follows(second)) return false;
      at += 2;
      continue;
    }
    const third = <u32>load<u8>(at, 2);
    if (byte < 0xf0) {
      // Neither what fits in two bytes nor halves of characters.
      if (at + 3 > end || !follows(second) || !follows(third)) return false;
      if ((byte === 0xe0 && second < 0xa0) || (byte === 0xed && second > 0x9f)) return false;
      at += 3;
      continue;
    }
    if (byte > 0xf4 || at + 4 > end || !follows(second) || !follows(third) || !follows(<u32>load<u8>(at, 3))) return false;
    if ((byte === 0xf0 && second < 0x90) || (byte === 0xf4 && second > 0x8f)) return false;
    at += 4;
  }
  return true;
}

function follows(byte: u32): bool {
  return (byte & 0xc0) === 0x80;
}
