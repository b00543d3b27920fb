import { characterClass } from './vocabulary';

/** Tells where the piece that begins at UTF-16 unit `at` ends; tokens never cross the border of two pieces. */
export type PieceEnd = (text: string, at: number) => number;

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
  return (text, at) => {
    const first = classAt(classes, text, at);
    const kind = first & 7;
    const next = at + 1 + (first >> 3);
    if (kind === number) return numberEnd(classes, text, next);
    if (kind !== newline) {
      // A mark is a letter to this pattern, whether it begins the word or stands before it.
      const start = kind === other || kind === space ? next : at;
      const end = casedWordEnd(classes, text, start);
      if (end > start) return end + contraction(text, end);
    }
    const symbols = symbolsEnd(classes, text, at, kind, next);
    if (symbols > at) return newlinesEnd(text, symbols, true);
    return spaceEnd(classes, text, at, false);
  };
}

/**
 * Splits as the pattern of tiktoken's cl100k_base does since its version 0.8:
 * `'(?i:[sdmt]|ll|ve|re)`, `[^\r\n\p{L}\p{N}]?\p{L}+`, `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n]*`, `\s+$`, `\s*[\r\n]`,
 * `\s+(?!\S)`, `\s`.
 */
export function splitCl100k(classes: Uint8Array): PieceEnd {
  return (text, at) => {
    const contracted = contraction(text, at);
    if (contracted > 0) return at + contracted;
    const first = classAt(classes, text, at);
    const kind = first & 7;
    const next = at + 1 + (first >> 3);
    if (kind === number) return numberEnd(classes, text, next);
    if (kind !== newline) {
      const start = kind === upper || kind === lower || kind === uncased ? at : next;
      const end = lettersEnd(classes, text, start);
      if (end > start) return end;
    }
    const symbols = symbolsEnd(classes, text, at, kind, next);
    if (symbols > at) return newlinesEnd(text, symbols, false);
    return spaceEnd(classes, text, at, true);
  };
}

// The class of the code point at `at`, plus 8 when it takes two units; half a surrogate pair counts as U+FFFD.
function classAt(classes: Uint8Array, text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return classes[unit] ?? other;
  if (unit < 0xdc00) {
    const low = text.charCodeAt(at + 1);
    if (low >= 0xdc00 && low <= 0xdfff) return (classes[((unit - 0xd800) << 10) + low - 0xdc00 + 0x10000] ?? other) | 8;
  }
  return other;
}

// Past its capitals a word must go on in small letters; when it does not, it ends after its last letter without case, because
// that one may count as small. Capitals alone are a word as well.
function casedWordEnd(classes: Uint8Array, text: string, start: number): number {
  let at = start;
  let afterUncased = start;
  for (; at < text.length; ) {
    const found = classAt(classes, text, at);
    const kind = found & 7;
    if (kind !== upper && kind !== uncased && kind !== mark) {
      if (kind === lower) return smallLettersEnd(classes, text, at);
      break;
    }
    at += 1 + (found >> 3);
    if (kind !== upper) afterUncased = at;
  }
  return afterUncased > start ? afterUncased : at;
}

function smallLettersEnd(classes: Uint8Array, text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const found = classAt(classes, text, at);
    const kind = found & 7;
    if (kind !== lower && kind !== uncased && kind !== mark) break;
    at += 1 + (found >> 3);
  }
  return at;
}

function lettersEnd(classes: Uint8Array, text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const found = classAt(classes, text, at);
    const kind = found & 7;
    if (kind !== lower && kind !== upper && kind !== uncased) break;
    at += 1 + (found >> 3);
  }
  return at;
}

function numberEnd(classes: Uint8Array, text: string, second: number): number {
  let at = second;
  for (let digits = 1; digits < 3 && at < text.length; digits++) {
    const found = classAt(classes, text, at);
    if ((found & 7) !== number) break;
    at += 1 + (found >> 3);
  }
  return at;
}

// The end of a run of what is neither letter, number nor white space, one blank before it allowed; `at` when there is none.
function symbolsEnd(classes: Uint8Array, text: string, at: number, kind: number, next: number): number {
  const start = text.charCodeAt(at) === 0x20 ? next : at;
  if (start === at && kind !== other && kind !== mark) return at;
  let end = start;
  while (end < text.length) {
    const found = classAt(classes, text, end);
    const foundKind = found & 7;
    if (foundKind !== other && foundKind !== mark) break;
    end += 1 + (found >> 3);
  }
  return end > start ? end : at;
}

function newlinesEnd(text: string, start: number, slashes: boolean): number {
  let at = start;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x0a && unit !== 0x0d && !(slashes && unit === 0x2f)) break;
  }
  return at;
}

// White space up to its last newline; else all but the last character, which belongs to the word after it.
function spaceEnd(classes: Uint8Array, text: string, start: number, wholeAtEnd: boolean): number {
  let at = start;
  let afterNewline = start;
  // No white space takes two units.
  for (; at < text.length; at++) {
    const kind = classAt(classes, text, at) & 7;
    if (kind === newline) afterNewline = at + 1;
    else if (kind !== space) break;
  }
  if (wholeAtEnd && at === text.length) return at;
  if (afterNewline > start) return afterNewline;
  return at === text.length || at === start + 1 ? at : at - 1;
}

// The length of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` in any case, or 0. The long s is a small s in another case.
function contraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x27) return 0;
  switch (text.charCodeAt(at + 1)) {
    case 0x73: // s
    case 0x53:
    case 0x17f:
    case 0x74: // t
    case 0x54:
    case 0x6d: // m
    case 0x4d:
    case 0x64: // d
    case 0x44:
      return 2;
    case 0x6c: // l
    case 0x4c:
      return (text.charCodeAt(at + 2) | 0x20) === 0x6c ? 3 : 0;
    case 0x72: // r
    case 0x52:
    case 0x76: // v
    case 0x56:
      return (text.charCodeAt(at + 2) | 0x20) === 0x65 ? 3 : 0;
    default:
      return 0;
  }
}
