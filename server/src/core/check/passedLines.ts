import type { Row } from '../rows/row';
import type { FileLine, LineFacts, LineHashes, LineKeeping, LineSet, LineTable } from '../rules/rule';
import { beginningOf, mayOpen, mostRead } from '../rules/spreadRecords';
import type { Shape } from '../shapes/shape';
import { Column } from './column';
import { Hashes } from './lineHashes';
import { NumberTable } from './numberTable';

/** A line of a stream: made anew each time that it is asked for, so equal to another when their indexes are. */
export interface PassedLine extends FileLine {
  readonly index: number;
  /** Its row; undefined once its text is forgotten. */
  readonly row: Row | undefined;
}

// UTF-16 units of lines without a shape, which reports about the whole file show where they stand first.
const usuallyHeld = 1 << 22;

const emptyRow: Row = { text: '', lineBreak: '\n' };

// Hashes are never negative.
const none = -1;

// A line that is blank or has no shape, and whose text nobody reads again; shapes count from 0.
const emptyLine = 255;
const unreadLine = 254;

/** The lines of a stream: about thirty bytes for each, and the texts of those that may be parts of a record that is spread over lines. */
export class PassedLines {
  readonly #mostHeld: number;
  /** UTF-16 units of texts that are held though nobody need read them again. */
  #held = 0;
  /** Lines before this one may be read on from one that opens brackets and is not the last of these. */
  #readUntil = 0;
  /** The last line that opens brackets, how it begins, and up to where it may be read on. */
  #opener: { readonly index: number; readonly beginning: string | undefined; readonly until: number } | undefined;
  /** The last line that is not blank. */
  #lastFilled = -1;
  readonly #others = new Map<number, PassedLine>();
  readonly #shapes: Shape[] = [];
  readonly #shapeOf = new Column((size) => new Uint8Array(size));
  readonly #headStart = new Column((size) => new Uint32Array(size));
  readonly #headEnd = new Column((size) => new Uint32Array(size));
  readonly #whole = new Column((size) => new Float64Array(size));
  readonly #input = new Column((size) => new Float64Array(size));
  readonly #answer = new Column((size) => new Float64Array(size));

  /** In what file rules keep these lines. */
  readonly keeping: LineKeeping = { set: () => new PassedSet(this), table: () => new PassedTable(this) };

  constructor(mostHeld = usuallyHeld) {
    this.#mostHeld = mostHeld;
  }

  get length(): number {
    return this.#shapeOf.length;
  }

  push(row: Row, facts: LineFacts): PassedLine {
    const { shape, hashes, head } = facts;
    const index = this.length;
    const isKept = !shape && this.#isRead(index, row.text, facts);
    const line = shape || isKept ? { index, row, facts } : { index, row: undefined, facts: { ...facts, text: undefined } };
    if (isKept) this.#others.set(index, line);
    if (!facts.blank) this.#lastFilled = index;
    this.#shapeOf.push(shape ? this.#numberOf(shape) : facts.blank ? emptyLine : unreadLine);
    this.#headStart.push(head.start);
    this.#headEnd.push(head.end);
    this.#whole.push(hashes?.whole ?? none);
    this.#input.push(hashes?.input ?? none);
    this.#answer.push(hashes?.answer ?? none);
    return line;
  }

  /** The line at `index`, from 0. */
  at(index: number): PassedLine | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const other = this.#others.get(index);
    if (other) return other;
    const shape = this.#shapeOf.at(index);
    const facts = {
      shape: this.#shapes[shape],
      hashes: this.#hashesAt(index),
      openBrackets: 0,
      openString: false,
      blank: shape === emptyLine,
      first: shape === emptyLine ? '' : undefined,
      head: { start: this.#headStart.at(index), end: this.#headEnd.at(index) },
    };
    return { index, row: shape === emptyLine ? emptyRow : undefined, facts };
  }

  #hashesAt(index: number): LineHashes | undefined {
    const whole = this.#whole.at(index);
    const input = this.#input.at(index);
    const answer = this.#answer.at(index);
    if (whole === none) return undefined;
    return new Hashes(whole, input === none ? undefined : input, answer === none ? undefined : answer);
  }

  /** Whether the text of a line without a shape may be asked for again. */
  #isRead(index: number, text: string, facts: LineFacts): boolean {
    if (mayOpen(facts)) this.#open(index, beginningOf(text), mostRead(facts));
    if (index < Math.max(this.#readUntil, this.#opener?.until ?? 0) || (facts.blank && text !== '')) return true;
    return this.#isHeld(text);
  }

  #open(index: number, beginning: string | undefined, most: number): void {
    const last = this.#opener;
    // Where the line before, whatever is blank between, is cut off, nothing reads it again: a file in which all lines are would be held as a whole.
    if (last?.index === this.#lastFilled && beginning !== undefined && beginning === last.beginning) this.#forget(last.index);
    else if (last) this.#readUntil = Math.max(this.#readUntil, last.until);
    this.#opener = { index, beginning, until: index + most };
  }

  #forget(index: number): void {
    const text = this.#others.get(index)?.row?.text;
    if (index >= this.#readUntil && text !== undefined && !this.#isHeld(text)) this.#others.delete(index);
  }

  #isHeld(text: string): boolean {
    if (text === '' || this.#held >= this.#mostHeld) return false;
    this.#held += text.length;
    return true;
  }

  #numberOf(shape: Shape): number {
    const known = this.#shapes.indexOf(shape);
    return known === -1 ? this.#shapes.push(shape) - 1 : known;
  }
}

/** A set of lines that are added in their order; eight bytes for each. */
class PassedSet implements LineSet {
  readonly #lines: PassedLines;
  readonly #indexes: number[] = [];

  constructor(lines: PassedLines) {
    this.#lines = lines;
  }

  get size(): number {
    return this.#indexes.length;
  }

  add(line: FileLine): void {
    const { index } = line as PassedLine;
    if (this.#indexes.at(-1) !== index) this.#indexes.push(index);
  }

  has(line: FileLine): boolean {
    return this.#find((line as PassedLine).index) !== -1;
  }

  delete(line: FileLine): boolean {
    const at = this.#find((line as PassedLine).index);
    if (at !== -1) this.#indexes.splice(at, 1);
    return at !== -1;
  }

  *[Symbol.iterator](): Iterator<FileLine> {
    for (const index of this.#indexes) {
      const line = this.#lines.at(index);
      if (line) yield line;
    }
  }

  #find(index: number): number {
    let low = 0;
    let high = this.#indexes.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#indexes[middle] ?? 0;
      if (found === index) return middle;
      if (found < index) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

class PassedTable implements LineTable {
  readonly #lines: PassedLines;
  readonly #indexes = new NumberTable();

  constructor(lines: PassedLines) {
    this.#lines = lines;
  }

  get(key: number): FileLine | undefined {
    const index = this.#indexes.get(key);
    return index === undefined ? undefined : this.#lines.at(index);
  }

  set(key: number, line: FileLine): void {
    this.#indexes.set(key, (line as PassedLine).index);
  }

  delete(key: number): void {
    this.#indexes.delete(key);
  }
}
