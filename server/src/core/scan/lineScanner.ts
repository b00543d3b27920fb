import { everySign } from 'wasm:layout';
import { utf8Of } from '../rows/fileRow';
import type { Row } from '../rows/row';
import type { Steps } from '../work';
import { Engine, outputAt } from './engine';
import type { SignTable } from './signTable';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const pieceUnits = 1 << 16;
/** More than any word that is looked for has, with what must stand behind it. */
const longestWord = 100;

/** The last place up to `at` that lies within no escape and no character; `from` is such a place before it. */
function cutBefore(text: string, at: number, from: number): number {
  if (at >= text.length) return text.length;
  if (at <= from) return from;
  // An escape has six characters at the most.
  let last = at - 1;
  while (last > at - 6 && text[last] !== '\\') last -= 1;
  if (text[last] !== '\\') return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at;
  // Of backslashes in a row each second one is meant.
  let first = last;
  while (first > from && text[first - 1] === '\\') first -= 1;
  if ((last - first) % 2 === 1) last += 1;
  const end = last + (text[last] === '\\' ? (text[last + 1] === 'u' ? 6 : 2) : 0);
  return end > at ? last : at;
}

/**
 * Looks at lines byte by byte, which costs a fraction of parsing them: it tells which signs the texts of a line hold, and of plain chat
 * all that it is compared by. What is said of a line holds until the next one is scanned.
 */
export class LineScanner {
  readonly #engine: Engine;

  /** `most` is how many bytes a line mostly has at the most. */
  constructor({ tables }: SignTable, most: number) {
    this.#engine = new Engine(most);
    for (const [at, bytes] of tables) this.#engine.put(at, bytes);
  }

  /** Looks at a line. */
  scan(row: Pick<Row, 'text'>): void {
    const bytes = utf8Of(row);
    if (bytes) this.#engine.writeBytes(bytes);
    this.#engine.scan(bytes ? bytes.length : this.#engine.write(row.text));
  }

  /**
   * Looks at a line in pieces, with a rest after each: the bits of the signs that its texts hold, and perhaps of some that stand across a place
   * where it was cut.
   */
  *signsInPieces(text: string): Steps<number> {
    let signs = 0;
    let isWithin = false;
    for (let start = 0; start < text.length; ) {
      const end = cutBefore(text, start + pieceUnits, start);
      this.#engine.scanPiece(this.#engine.write(text.slice(start, end)), isWithin);
      isWithin = this.#at(0) === 1;
      signs |= this.signs;
      if (isWithin && end < text.length) signs |= this.#signsAround(text, start, end);
      yield;
      start = end;
    }
    return isWithin ? everySign | 0 : signs;
  }

  // A word may stand across the place; quotes would end the text, and belong to no word.
  #signsAround(text: string, from: number, at: number): number {
    const around = text.slice(cutBefore(text, at - longestWord, from), cutBefore(text, at + longestWord, at));
    this.#engine.scanPiece(this.#engine.write(around.replace(/\\.|"/gs, (sign) => (sign.endsWith('"') ? ' ' : sign))), true);
    return this.signs;
  }

  /** The bits of the signs that its texts hold, as the table has them; all of them where it cannot be read to its end. */
  get signs(): number {
    return this.#at(1) | 0;
  }

  /** Whether it is plain chat: messages and nothing else, each with a role of the three that every trainer knows, a text that begins with no white space, and nothing else. */
  get isPlain(): boolean {
    return this.#at(0) === 1;
  }

  // What follows is said of plain lines only.

  /** The number of the roles of its messages, in their order. */
  get roles(): number {
    return this.#number(3);
  }

  /** The number of the whole line. */
  get whole(): number {
    return this.#number(5);
  }

  /** That of all messages but the last. */
  get before(): number {
    return this.#number(7);
  }

  /** That of the last message. */
  get last(): number {
    return this.#number(9);
  }

  /** Where the record begins, and where its first key ends. */
  get headStart(): number {
    return this.#at(11);
  }

  get headEnd(): number {
    return this.#at(12);
  }

  /** A number of the system prompt with which the line begins; undefined when there is none. */
  get systemNumber(): number | undefined {
    return this.#at(13) === 0 ? undefined : this.#number(15);
  }

  /** That prompt. */
  get system(): string {
    return decoder.decode(this.#engine.bytes(this.#at(13), this.#at(14)));
  }

  #number(index: number): number {
    return (this.#at(index + 1) >>> 11) * 0x100000000 + this.#at(index);
  }

  #at(index: number): number {
    return this.#engine.output[outputAt + index] ?? 0;
  }
}
