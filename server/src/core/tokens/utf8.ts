/** A text as UTF-8, followed by `padding` zeros so that whole words may be read anywhere in it. */
export interface Utf8 {
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  /** Bytes of the text. */
  readonly length: number;
}

/** Zeros behind a text. */
export const padding = 16;

// Bytes that are kept from text to text.
const longestKept = 1 << 20;

/** Gives a function that writes texts as UTF-8, half a surrogate pair as U+FFFD. What it gives holds until it is called again. */
export function createUtf8Writer(): (text: string) => Utf8 {
  let kept = room(1 << 12);
  return (text) => {
    const most = 3 * text.length;
    let { bytes, view } = kept;
    if (most + padding > bytes.length) {
      const grown = room(Math.max(most, Math.min(2 * bytes.length, longestKept)));
      if (most <= longestKept) kept = grown;
      ({ bytes, view } = grown);
    }
    const length = write(text, bytes);
    bytes.fill(0, length, length + padding);
    return { bytes, view, length };
  };
}

function room(length: number): Pick<Utf8, 'bytes' | 'view'> {
  const bytes = new Uint8Array(length + padding);
  return { bytes, view: new DataView(bytes.buffer) };
}

function write(text: string, bytes: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code < 0x80) {
      bytes[length++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 && at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = ((code - 0xd800) << 10) + low - 0xdc00 + 0x10000;
        at++;
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[length++] = 0x80 | (code & 0x3f);
        continue;
      }
      code = 0xfffd;
    }
    bytes[length++] = 0xe0 | (code >> 12);
    bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[length++] = 0x80 | (code & 0x3f);
  }
  return length;
}
