import { ownString } from '../ownString';
import { ByteRow } from './byteRow';
import { Recent } from './recent';
import type { LineBreak, Row } from './row';

// As large as the pieces that a text comes in, so that they are put where those were.
const blockBytes = 1 << 16;
// A longer text has bytes of its own, which go when its row does.
const mostShared = 1 << 14;
// Of a shorter text engines make a string of its own, which takes no more than the note of where its bytes are.
const leastPacked = 13;
// So many UTF-16 units of texts that were read back last stay at hand, and up to as many of those before.
const mostAtHand = 1 << 18;

const encoder = new TextEncoder();
// A byte order mark is a character of the line like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes of many texts, one after the other. */
interface Block {
  readonly bytes: Uint8Array;
  readonly texts: PackedTexts;
}

interface Place {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

interface PackedText extends Place {
  readonly units: number;
}

/**
 * A row of an open file. Its text can be packed into UTF-8, and is read back whenever it is asked for: engines keep two bytes for
 * each character as soon as one of the line is beyond Latin-1, and a line cut out of a text keeps all of that text alive.
 */
export class FileRow implements Row {
  readonly lineBreak: LineBreak;
  /** How many UTF-16 units the text has. */
  readonly units: number;
  #text: string | undefined;
  #block: Block | undefined;
  #start = 0;
  #end = 0;

  /** `text` is the row's, or tells where that is packed and how many UTF-16 units it has. */
  constructor(text: string | PackedText, lineBreak: LineBreak) {
    this.lineBreak = lineBreak;
    if (typeof text === 'string') {
      this.#text = text;
      this.units = text.length;
    } else {
      this.units = text.units;
      this.#take(text);
    }
  }

  get text(): string {
    if (this.#text !== undefined) return this.#text;
    if (!this.#block) return '';
    const { bytes, texts } = this.#block;
    const text = decoder.decode(bytes.subarray(this.#start, this.#end));
    this.#text = text;
    texts.atHand.set(this, true, text.length);
    return text;
  }

  /** The text as UTF-8 while it is packed. */
  get utf8(): Uint8Array | undefined {
    return this.#block?.bytes.subarray(this.#start, this.#end);
  }

  /** Packs the text; once is enough. */
  pack(into: PackedTexts): void {
    const text = this.#text;
    if (text === undefined || this.#block || text.length < leastPacked) return;
    // Half of a character cannot be written as UTF-8; such a text becomes a string of its own.
    if (!text.isWellFormed()) {
      this.#text = ownString(text);
      return;
    }
    this.#take(into.write(text));
    this.#text = undefined;
  }

  #take({ block, start, end }: Place): void {
    this.#block = block;
    this.#start = start;
    this.#end = end;
  }

  /** Forgets the text that was read back. */
  forget(): void {
    if (this.#block) this.#text = undefined;
  }
}

/** How many UTF-16 units the text of a row has at the most, which need not be read for it; exactly so many but for a row of bytes. */
export function unitsOf(row: Pick<Row, 'text'>): number {
  return row instanceof FileRow || row instanceof ByteRow ? row.units : row.text.length;
}

/** The text of a row as UTF-8 where that is at hand, to be looked at and not to be kept. */
export function utf8Of(row: Pick<Row, 'text'>): Uint8Array | undefined {
  return row instanceof FileRow || row instanceof ByteRow ? row.utf8 : undefined;
}

/** Splits UTF-8 into rows as `splitRows` does a text; the bytes are kept as the packed texts of these rows. */
export function utf8Rows(bytes: Uint8Array, texts: PackedTexts): FileRow[] {
  const block: Block = { bytes, texts };
  const rows: FileRow[] = [];
  let start = 0;
  let feed = bytes.indexOf(lineFeed);
  let turn = bytes.indexOf(carriageReturn);
  const take = (end: number, lineBreak: LineBreak): void => {
    rows.push(new FileRow({ block, start, end, units: unitsIn(bytes, start, end) }, lineBreak));
    start = end + lineBreak.length;
    if (feed !== -1 && feed < start) feed = bytes.indexOf(lineFeed, start);
    if (turn !== -1 && turn < start) turn = bytes.indexOf(carriageReturn, start);
  };
  while (feed !== -1 || turn !== -1) {
    if (turn === -1 || (feed !== -1 && feed < turn)) take(feed, '\n');
    else take(turn, feed === turn + 1 ? '\r\n' : '\r');
  }
  take(bytes.length, '');
  return rows;
}

/** How many UTF-16 units UTF-8 makes: one for each character, and another one where that has four bytes. */
function unitsIn(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) units += byte < 0xf0 ? 1 : 2;
  }
  return units;
}

/** The packed texts of a file's rows. */
export class PackedTexts {
  #block: Block = { bytes: new Uint8Array(0), texts: this };
  #used = 0;
  /** Rows whose texts were read back. */
  readonly atHand = new Recent<FileRow, true>(mostAtHand, (row) => row.forget());

  /** Writes a text without lone surrogates, and tells where it stands. */
  write(text: string): Place {
    const start = this.#used;
    const { read, written } = encoder.encodeInto(text, this.#block.bytes.subarray(start));
    if (read === text.length) {
      this.#used += written;
      return { block: this.#block, start, end: this.#used };
    }
    const bytes = text.length > mostShared ? encoder.encode(text) : undefined;
    if (bytes) return { block: { bytes, texts: this }, start: 0, end: bytes.length };
    this.#block = { bytes: new Uint8Array(blockBytes), texts: this };
    this.#used = 0;
    return this.write(text);
  }
}
