// What Windows-1252 shows for the bytes 0x80 to 0x9f, in their order; the five that it leaves free stand as themselves.
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const continuation = `[\\u0080-\\u00bf${windows.replace(/[\\\]^-]/g, '\\$&')}]`;

// A lead byte of UTF-8 and the bytes that must follow it, each shown as one letter.
const damaged = new RegExp(`[Â-ß]${continuation}|[à-ï]${continuation}{2}|[ð-ô]${continuation}{3}`, 'g');

/** A stretch of text that is surely UTF-8 read as Windows-1252, and what it was before. */
export interface Damage {
  readonly start: number;
  readonly end: number;
  readonly before: string;
}

/** The first damage in a text. */
export function firstDamage(text: string): Damage | undefined {
  damaged.lastIndex = 0;
  for (let match = damaged.exec(text); match; match = damaged.exec(text)) {
    const before = decode(match[0]);
    if (before !== undefined && isTelling(text, match.index, match[0]))
      return { start: match.index, end: match.index + match[0].length, before };
  }
  return undefined;
}

/** The text with all its damage undone. */
export function undamaged(text: string): string {
  return text.replace(damaged, (match) => decode(match) ?? match);
}

const sureStarts = ['Ã', 'Â', 'â€', 'â‚¬', 'â„¢', 'ï»¿', 'ð'];
const closing = /[’”“»…]/;

// Accented letters stand before quotation marks in sound text too ("café”…"): only some leads are telling by themselves, the
// others where two damaged characters follow each other.
function isTelling(text: string, index: number, match: string): boolean {
  if (match.length === 2 && closing.test(match) && /\p{Lu}/u.test(text.charAt(index - 1))) return false;
  return sureStarts.some((start) => match.startsWith(start)) || followsDamaged(text, index + match.length);
}

function followsDamaged(text: string, index: number): boolean {
  const next = new RegExp(damaged.source, 'y');
  next.lastIndex = index;
  return next.test(text);
}

/** The character whose UTF-8 bytes the letters stand for; undefined when they are none. */
function decode(letters: string): string | undefined {
  const bytes = Array.from(letters, byteOf);
  const [lead = 0, ...rest] = bytes;
  let code = lead & (rest.length === 1 ? 0x1f : rest.length === 2 ? 0x0f : 0x07);
  for (const byte of rest) {
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    code = code * 64 + (byte & 0x3f);
  }
  const least = [0, 0x80, 0x800, 0x10000][rest.length] ?? 0;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function byteOf(letter: string): number | undefined {
  const index = windows.indexOf(letter);
  if (index !== -1) return 0x80 + index;
  const code = letter.charCodeAt(0);
  return code <= 0xff ? code : undefined;
}
