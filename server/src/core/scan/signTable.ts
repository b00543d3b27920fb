import type { Sign, SignOf } from '../rules/rule';

// As `server/assembly/layout.ts` has it.
const halvesAt = 256;
const escapesAt = 512;
const bucketsAt = 768;
const wordsAt = 1024;
const recordSize = 64;
const recordHead = 20;
const ignoresCase = 1;
const isDamage = 2;
const isAlone = 4;
const bucketCount = 8;

const bitOf: Readonly<Record<SignOf, number>> = {
  'half characters': 1,
  'control characters': 2,
  'white space around an answer': 4,
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

// The four bytes in a row that stand in the fewest texts; of about such the ones that end in a rare byte, because words that
// have theirs at the same place can share a bucket.
function anchorOf(bytes: Uint8Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let rarest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + places.length <= Math.max(bytes.length, places.length); at++) {
    let chance = 1;
    let last = 1;
    for (const byte of bytes.subarray(at, at + places.length)) {
      last = shareOf(byte);
      chance *= last;
    }
    const isBetter = last === rareShare && rarest !== rareShare ? chance < 4 * least : chance < least;
    if (isBetter) [best, least, rarest] = [at, chance, last];
  }
  return best;
}

/** About which share of texts is this byte. */
function shareOf(byte: number): number {
  if (byte === 0x20) return 0.15;
  if (byte >= 0x61 && byte <= 0x7a) return 'etaoinsr'.includes(String.fromCharCode(byte)) ? 0.055 : 0.016;
  return byte === 0x0a || byte >= 0x80 ? 0.01 : rareShare;
}

const rareShare = 0.003;

/** The bytes that may stand at one of the four places that are looked for. */
function bytesAt({ bytes, flags, anchor }: Word, place: number): readonly number[] {
  if (flags & isDamage) return damage[place] ?? anyByte;
  const byte = bytes[anchor + place];
  if (byte === undefined) return anyByte;
  return flags & ignoresCase && isSmallLetter(byte) ? [byte, byte - 0x20] : [byte];
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

const anyByte = Array.from({ length: 256 }, (_, byte) => byte);
const damage = [[0xc3], Array.from({ length: 0xb4 - 0x81 }, (_, index) => 0x82 + index), [0xc2, 0xc5, 0xc6, 0xcb, 0xe2]];

interface Bucket {
  readonly words: Word[];
  /** For each place the low and the high halves of bytes that may stand there, as bits. */
  halves: readonly (readonly [low: number, high: number])[];
  /** About which share of a text's places it lets pass. */
  chance: number;
}

const rounds = 3;

const places = [0, 1, 2, 3];
const noHalves: Bucket['halves'] = places.map(() => [0, 0]);

function wordTables(words: readonly Word[]): SignTable['tables'] {
  const buckets = intoBuckets(words);
  const records = new Uint8Array(words.length * recordSize);
  const ranges = new Uint32Array(bucketCount * 2);
  let index = 0;
  for (const [number, bucket] of buckets.entries()) {
    ranges.set([index, bucket.words.length], number * 2);
    for (const word of bucket.words) {
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

/** Puts words that may stand in the same places together; after the first round each looks once more for a better place. */
function intoBuckets(words: readonly Word[]): readonly Bucket[] {
  const buckets: Bucket[] = Array.from({ length: bucketCount }, () => ({ words: [], halves: noHalves, chance: 0 }));
  const halves = new Map(words.map((word) => [word, places.map((place) => halvesOf(bytesAt(word, place)))]));
  const halvesOfAll = (all: readonly Word[]): Bucket['halves'] =>
    all.reduce((sum, word) => joined(sum, halves.get(word) ?? noHalves), noHalves);
  const homes = new Map<Word, Bucket>();
  for (let round = 0; round < rounds; round++) {
    for (const word of words) {
      const home = homes.get(word);
      if (home) {
        home.words.splice(home.words.indexOf(word), 1);
        home.halves = halvesOfAll(home.words);
        home.chance = chanceOf(home.halves);
      }
      let best: Bucket | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const bucket of buckets) {
        const cost = chanceOf(joined(bucket.halves, halves.get(word) ?? noHalves)) - bucket.chance;
        if (cost < least) [best, least] = [bucket, cost];
      }
      if (!best) continue;
      best.words.push(word);
      best.halves = joined(best.halves, halves.get(word) ?? noHalves);
      best.chance = chanceOf(best.halves);
      homes.set(word, best);
    }
  }
  return buckets;
}

function halvesOf(bytes: readonly number[]): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low |= 1 << (byte & 15);
    high |= 1 << (byte >> 4);
  }
  return [low, high];
}

function joined(one: Bucket['halves'], other: Bucket['halves']): Bucket['halves'] {
  return one.map(([low, high], place) => [low | (other[place]?.[0] ?? 0), high | (other[place]?.[1] ?? 0)]);
}

/** About which share of a text's places such a bucket lets pass. */
function chanceOf(halves: Bucket['halves']): number {
  let chance = 1;
  for (const [low, high] of halves) {
    let share = 0;
    for (let highs = high; highs !== 0; highs &= highs - 1) {
      const row = lowest(highs) * 16;
      for (let lows = low; lows !== 0; lows &= lows - 1) share += shares[row + lowest(lows)] ?? 0;
    }
    chance *= share;
  }
  return chance;
}

function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

const shares = Float64Array.from({ length: 256 }, (_, byte) => shareOf(byte));

/** For each place a table of low halves and one of high halves, in which the bit of each bucket is set that such a half leaves. */
function halvesTable(buckets: readonly Bucket[]): Uint8Array {
  const table = new Uint8Array(2 * places.length * 16);
  for (const [number, { halves }] of buckets.entries()) {
    for (const [place, pair] of halves.entries()) {
      for (const [side, bits] of pair.entries()) {
        for (let half = 0; half < 16; half++) {
          const at = (place * 2 + side) * 16 + half;
          if (bits & (1 << half)) table[at] = (table[at] ?? 0) | (1 << number);
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
