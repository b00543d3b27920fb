/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a PNG, JPEG or WEBP image in a `data:` URL, read from its header; undefined for other URLs and broken images. */
export function dataUrlSize(url: string): ImageSize | undefined {
  const start = /^data:[^,]{0,200};base64,/i.exec(url)?.[0].length;
  if (start === undefined) return undefined;
  const bytes = base64Reader(url, start);
  const size = pngSize(bytes) ?? webpSize(bytes) ?? jpegSize(bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

/** The byte at an index, or NaN past the end: an image is megabytes, its size stands in a few bytes of them. */
type Bytes = (index: number) => number;

function base64Reader(text: string, start: number): Bytes {
  const bits = (at: number): number => base64Value(text.charCodeAt(at));
  return (index) => {
    const at = start + Math.floor(index / 3) * 4;
    switch (index % 3) {
      case 0:
        return valid(bits(at) * 4 + Math.floor(bits(at + 1) / 16));
      case 1:
        return valid((bits(at + 1) % 16) * 16 + Math.floor(bits(at + 2) / 4));
      default:
        return valid((bits(at + 2) % 4) * 64 + bits(at + 3));
    }
  };
}

function valid(byte: number): number {
  return byte >= 0 ? byte : Number.NaN;
}

function base64Value(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41;
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 + 26;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 52;
  if (unit === 0x2b || unit === 0x2d) return 62;
  if (unit === 0x2f || unit === 0x5f) return 63;
  return Number.NaN;
}

function bigEndian(bytes: Bytes, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + bytes(at + i);
  return value;
}

function littleEndian(bytes: Bytes, at: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes(at + i);
  return value;
}

function hasText(bytes: Bytes, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes(at + i) !== text.charCodeAt(i)) return false;
  return true;
}

function pngSize(bytes: Bytes): ImageSize | undefined {
  if (!hasText(bytes, 0, '\x89PNG\r\n\x1a\n') || !hasText(bytes, 12, 'IHDR')) return undefined;
  return { width: bigEndian(bytes, 16, 4), height: bigEndian(bytes, 20, 4) };
}

// A WEBP file begins with one of three chunks: lossy, lossless, or the header of an extended file.
function webpSize(bytes: Bytes): ImageSize | undefined {
  if (!hasText(bytes, 0, 'RIFF') || !hasText(bytes, 8, 'WEBP')) return undefined;
  if (hasText(bytes, 12, 'VP8 ')) return { width: littleEndian(bytes, 26, 2) & 0x3fff, height: littleEndian(bytes, 28, 2) & 0x3fff };
  if (hasText(bytes, 12, 'VP8X')) return { width: littleEndian(bytes, 24, 3) + 1, height: littleEndian(bytes, 27, 3) + 1 };
  if (!hasText(bytes, 12, 'VP8L')) return undefined;
  const packed = littleEndian(bytes, 21, 4);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}

// The size stands in the first frame header, behind segments that each tell their length.
function jpegSize(bytes: Bytes): ImageSize | undefined {
  if (bytes(0) !== 0xff || bytes(1) !== 0xd8) return undefined;
  for (let at = 2; bytes(at) === 0xff; ) {
    const marker = bytes(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: bigEndian(bytes, at + 7, 2), height: bigEndian(bytes, at + 5, 2) };
    if (marker === 0xd9 || marker === 0xda) return undefined;
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += 2 + (standsAlone ? 0 : bigEndian(bytes, at + 2, 2));
  }
  return undefined;
}
