import { characterClass } from './vocabulary';

/**
 * Tells where the piece that begins at byte `at` of a text of `length` bytes ends; tokens never cross the border of two pieces.
 * The bytes are UTF-8 with zeros behind the text, as `createUtf8Writer` gives it.
 */
export type PieceEnd = (bytes: Uint8Array, at: number, length: number) => number;

const { other, upper, lower, uncased, mark, number, space, newline } = characterClass;

// Written out as scanners because a regular expression backtracks over long runs, has another idea of white space than Rust
// (U+FEFF, U+0085) and of the newest letters, and is slower than counting itself.

/**
 * Splits as the pattern of tiktoken's o200k_base does:
 * `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`,
 * the same with at least one of the first and any of the second letters, `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
 * `\s*[\r\n]+`, `\s+(?!\S)`, `\s+`.
 */
export function splitO200k(classes: Uint8Array): PieceEnd {
  return (bytes, at, length) => {
    const first = classAt(classes, bytes, at);
    const kind = first & 7;
    const next = at + (first >> 3);
    if (kind === number) return numberEnd(classes, bytes, next);
    if (kind !== newline) {
      // A mark is a letter to this pattern, whether it begins the word or stands before it.
      const start = kind === other || kind === space ? next : at;
      const end = casedWordEnd(classes, bytes, start);
      if (end > start) return end + contraction(bytes, end);
    }
    const symbols = symbolsEnd(classes, bytes, at, length, kind, next);
    if (symbols > at) return newlinesEnd(bytes, symbols, true);
    return spaceEnd(classes, bytes, at, length, false);
  };
}

/**
 * Splits as the pattern of tiktoken's cl100k_base does since its version 0.8:
 * `'(?i:[sdmt]|ll|ve|re)`, `[^\r\n\p{L}\p{N}]?\p{L}+`, `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n]*`, `\s+$`, `\s*[\r\n]`,
 * `\s+(?!\S)`, `\s`.
 */
export function splitCl100k(classes: Uint8Array): PieceEnd {
  return (bytes, at, length) => {
    const contracted = contraction(bytes, at);
    if (contracted > 0) return at + contracted;
    const first = classAt(classes, bytes, at);
    const kind = first & 7;
    const next = at + (first >> 3);
    if (kind === number) return numberEnd(classes, bytes, next);
    if (kind !== newline) {
      const start = kind === upper || kind === lower || kind === uncased ? at : next;
      const end = lettersEnd(classes, bytes, start);
      if (end > start) return end;
    }
    const symbols = symbolsEnd(classes, bytes, at, length, kind, next);
    if (symbols > at) return newlinesEnd(bytes, symbols, false);
    return spaceEnd(classes, bytes, at, length, true);
  };
}

// The class of the character at `at`, plus 8 for each of its bytes.
function classAt(classes: Uint8Array, bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  return byte < 0x80 ? (classes[byte] ?? other) | 8 : classBeyondAscii(classes, bytes, at, byte);
}

function classBeyondAscii(classes: Uint8Array, bytes: Uint8Array, at: number, byte: number): number {
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (byte < 0xe0) return (classes[((byte & 0x1f) << 6) | second] ?? other) | 16;
  const third = (second << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
  if (byte < 0xf0) return (classes[((byte & 0x0f) << 12) | third] ?? other) | 24;
  return (classes[((byte & 0x07) << 18) | (third << 6) | ((bytes[at + 3] ?? 0) & 0x3f)] ?? other) | 32;
}

// What follows a text is of the class `other`, so that runs of anything else end there by themselves.

// Past its capitals a word must go on in small letters; when it does not, it ends after its last letter without case, because
// that one may count as small. Capitals alone are a word as well.
function casedWordEnd(classes: Uint8Array, bytes: Uint8Array, start: number): number {
  let at = start;
  let afterUncased = start;
  for (;;) {
    const found = classAt(classes, bytes, at);
    const kind = found & 7;
    if (kind !== upper && kind !== uncased && kind !== mark) {
      if (kind === lower) return smallLettersEnd(classes, bytes, at);
      return afterUncased > start ? afterUncased : at;
    }
    at += found >> 3;
    if (kind !== upper) afterUncased = at;
  }
}

function smallLettersEnd(classes: Uint8Array, bytes: Uint8Array, start: number): number {
  for (let at = start; ; ) {
    // From a to z, which nearly all of them are.
    while (((bytes[at] ?? 0) - 0x61) >>> 0 < 26) at++;
    const found = classAt(classes, bytes, at);
    const kind = found & 7;
    if (kind !== lower && kind !== uncased && kind !== mark) return at;
    at += found >> 3;
  }
}

function lettersEnd(classes: Uint8Array, bytes: Uint8Array, start: number): number {
  for (let at = start; ; ) {
    const found = classAt(classes, bytes, at);
    const kind = found & 7;
    if (kind !== lower && kind !== upper && kind !== uncased) return at;
    at += found >> 3;
  }
}

function numberEnd(classes: Uint8Array, bytes: Uint8Array, second: number): number {
  let at = second;
  for (let digits = 1; digits < 3; digits++) {
    const found = classAt(classes, bytes, at);
    if ((found & 7) !== number) break;
    at += found >> 3;
  }
  return at;
}

// The end of a run of what is neither letter, number nor white space, one blank before it allowed; `at` when there is none.
function symbolsEnd(classes: Uint8Array, bytes: Uint8Array, at: number, length: number, kind: number, next: number): number {
  const start = bytes[at] === 0x20 ? next : at;
  if (start === at && kind !== other && kind !== mark) return at;
  let end = start;
  while (end < length) {
    const found = classAt(classes, bytes, end);
    const foundKind = found & 7;
    if (foundKind !== other && foundKind !== mark) break;
    end += found >> 3;
  }
  return end > start ? end : at;
}

function newlinesEnd(bytes: Uint8Array, start: number, slashes: boolean): number {
  for (let at = start; ; at++) {
    const byte = bytes[at];
    if (byte !== 0x0a && byte !== 0x0d && !(slashes && byte === 0x2f)) return at;
  }
}

// White space up to its last newline; else all but the last character, which belongs to the word after it.
function spaceEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number, wholeAtEnd: boolean): number {
  let at = start;
  let last = start;
  let afterNewline = start;
  for (;;) {
    const found = classAt(classes, bytes, at);
    const kind = found & 7;
    if (kind !== newline && kind !== space) break;
    last = at;
    at += found >> 3;
    if (kind === newline) afterNewline = at;
  }
  if (wholeAtEnd && at === length) return at;
  if (afterNewline > start) return afterNewline;
  return at === length || last === start ? at : last;
}

// The bytes of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` in any case, or 0. The long s is a small s in another case.
function contraction(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x27) return 0;
  switch (bytes[at + 1]) {
    case 0x73: // s
    case 0x53:
    case 0x74: // t
    case 0x54:
    case 0x6d: // m
    case 0x4d:
    case 0x64: // d
    case 0x44:
      return 2;
    case 0xc5: // ſ
      return bytes[at + 2] === 0xbf ? 3 : 0;
    case 0x6c: // l
    case 0x4c:
      return ((bytes[at + 2] ?? 0) | 0x20) === 0x6c ? 3 : 0;
    case 0x72: // r
    case 0x52:
    case 0x76: // v
    case 0x56:
      return ((bytes[at + 2] ?? 0) | 0x20) === 0x65 ? 3 : 0;
    default:
      return 0;
  }
}
