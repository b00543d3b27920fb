import {
  bucketsAt,
  controlCharacter,
  escapesAt,
  halfCharacter,
  halvesAt,
  ignoresCase,
  isAlone,
  isDamage,
  whiteSpaceAround,
  wordsAt,
} from 'wasm:layout';
import type { Sign, SignOf } from '../rules/rule';

const recordSize = 64;
const recordHead = 20;
const bucketCount = 8;

const bitOf: Readonly<Record<SignOf, number>> = {
  'half characters': halfCharacter,
  'control characters': controlCharacter,
  'white space around an answer': whiteSpaceAround,
  'damaged letters': 0,
};
const firstBit = 3;
const bits = 32;

/** Tables for the code that looks for signs, and by which bits it tells them. */
export interface SignTable {
  /** What stands from where on in its memory. */
  readonly tables: readonly (readonly [at: number, bytes: Uint8Array])[];
  /** The bits of a list of signs: one of them is set where one of the signs stands. */
  readonly bitsOf: (signs: readonly Sign[]) => number;
}

/** A word, as bytes that may stand at each of its places. */
interface Word {
  readonly bit: number;
  readonly bytes: Uint8Array;
  readonly flags: number;
  /** Letters of keys that must follow. */
  readonly keyLetters: number;
  /** Which of its bytes is the first of the four that are looked for. */
  readonly anchor: number;
}

const encoder = new TextEncoder();

/** Makes the tables for these lists of signs; there can be 29 lists with words. */
export function signTable(lists: readonly (readonly Sign[])[]): SignTable {
  const bitsByList = new Map<readonly Sign[], number>();
  const words: Word[] = [];
  let bit = firstBit;
  for (const signs of lists) {
    const ofList = signs.flatMap((sign) => wordOf(sign, bit) ?? []);
    words.push(...ofList);
    let mask = ofList.length > 0 ? 1 << bit : 0;
    for (const sign of signs) if (typeof sign === 'object' && 'of' in sign) mask |= bitOf[sign.of];
    if (ofList.length > 0) bit += 1;
    bitsByList.set(signs, mask);
  }
  if (bit > bits) throw new RangeError(`${lists.length} lists of signs are more than there are bits`);
  return {
    tables: [[escapesAt, escapeTable()], ...wordTables(words)],
    bitsOf: (signs) => bitsByList.get(signs) ?? -1,
  };
}

function wordOf(sign: Sign, bit: number): Word | undefined {
  // The bytes are any letter from U+00C2 on and what stands behind it.
  if (typeof sign === 'object' && 'of' in sign) {
    if (sign.of !== 'damaged letters') return undefined;
    return { bit, bytes: new Uint8Array(3), flags: isDamage, keyLetters: 0, anchor: 0 };
  }
  const { word, ignoreCase = false, keyLetters = 0, withoutLineBreak = false } = typeof sign === 'string' ? { word: sign } : sign;
  const bytes = encoder.encode(ignoreCase ? word.toLowerCase() : word);
  if (bytes.length === 0 || bytes.length > recordSize - recordHead) throw new RangeError(`"${word}" is no word to look for`);
  return { bit, bytes, flags: (ignoreCase ? ignoresCase : 0) | (withoutLineBreak ? isAlone : 0), keyLetters, anchor: anchorOf(bytes) };
}

// The four bytes in a row of which the fewest are what texts mostly are, small letters and spaces; of several such those that end in a sign,
// because words that have theirs at the same place share a bucket.
function anchorOf(bytes: Uint8Array): number {
  let best = 0;
  let most = -1;
  for (let at = 0; at === 0 || at + places.length <= bytes.length; at++) {
    let rare = isSign(bytes[at + places.length - 1]) ? 1 : 0;
    for (const place of places) {
      const byte = bytes[at + place] ?? 0x20;
      if (byte !== 0x20 && !isSmallLetter(byte)) rare += 2;
    }
    if (rare > most) [best, most] = [at, rare];
  }
  return best;
}

/** The bytes that may stand at one of the four places that are looked for; undefined where that is any. */
function bytesAt({ bytes, flags, anchor }: Word, place: number): readonly number[] | undefined {
  if (flags & isDamage) return damage[place];
  const byte = bytes[anchor + place];
  if (byte === undefined) return undefined;
  return flags & ignoresCase && isSmallLetter(byte) ? [byte, byte - 0x20] : [byte];
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

const damage = [[0xc3], Array.from({ length: 0xb4 - 0x81 }, (_, index) => 0x82 + index), [0xc2, 0xc5, 0xc6, 0xcb, 0xe2]];

/** The places of the four bytes that are looked for. */
const places = [0, 1, 2, 3];

function wordTables(words: readonly Word[]): SignTable['tables'] {
  const buckets = Array.from({ length: bucketCount }, (_, number) => words.filter((word) => bucketOf(word) === number));
  const records = new Uint8Array(words.length * recordSize);
  const ranges = new Uint32Array(bucketCount * 2);
  let index = 0;
  for (const [number, bucket] of buckets.entries()) {
    ranges.set([index, bucket.length], number * 2);
    for (const word of bucket) {
      records.set(recordOf(word), index * recordSize);
      index += 1;
    }
  }
  return [
    [halvesAt, halvesTable(buckets)],
    [bucketsAt, new Uint8Array(ranges.buffer)],
    [wordsAt, records],
  ];
}

function recordOf(word: Word): Uint8Array {
  const { bit, bytes, anchor, flags, keyLetters } = word;
  const record = new Uint8Array(recordSize);
  record.set([bit, bytes.length, anchor, flags, keyLetters]);
  for (const place of places) {
    const byte = bytes[anchor + place];
    // What damage begins with is a matter of ranges.
    if (byte === undefined || flags & isDamage) continue;
    record[8 + place] = flags & ignoresCase && isSmallLetter(byte) ? 0x20 : 0;
    record[12 + place] = 0xff;
    record[16 + place] = byte;
  }
  record.set(bytes, recordHead);
  return record;
}

/**
 * Which bucket a word shares with others that have their rare byte at the same place, so that together they let few texts pass. Working out
 * which words fit together best would pass by half as many places, and take a start of the server longer than all it checks.
 */
function bucketOf({ bytes, flags, anchor }: Word): number {
  if (flags & isDamage) return 0;
  if (bytes.length < 3) return bytes.length;
  const four = bytes.subarray(anchor, anchor + places.length);
  if (four.some((byte) => byte < 0x20 || byte >= 0x80)) return 3;
  const [first, , third, fourth] = four;
  if (isSign(first)) return 4;
  if (isSign(fourth)) return 5;
  return isSign(third) ? 6 : 7;
}

/** Whether it is no letter. */
function isSign(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && !isSmallLetter(byte | 0x20);
}

/** For each place a table of low halves and one of high halves, in which the bit of each bucket is set that such a half leaves. */
function halvesTable(buckets: readonly (readonly Word[])[]): Uint8Array {
  const table = new Uint8Array(2 * places.length * 16);
  for (const [number, words] of buckets.entries()) {
    const bucket = 1 << number;
    const leave = (at: number): void => {
      table[at] = (table[at] ?? 0) | bucket;
    };
    for (const word of words) {
      for (const place of places) {
        const low = place * 32;
        const bytes = bytesAt(word, place);
        for (let half = 0; !bytes && half < 32; half++) leave(low + half);
        for (const byte of bytes ?? []) {
          leave(low + (byte & 15));
          leave(low + 16 + (byte >> 4));
        }
      }
    }
  }
  return table;
}

function escapeTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const [letter, meant] of Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }))
    table[letter.charCodeAt(0)] = meant.charCodeAt(0);
  return table;
}
