import type { Row } from '../rows/row';
import type { FileLine, LineFacts, LineHashes, LineKeeping, LineSet, LineTable } from '../rules/rule';
import type { Shape } from '../shapes/shape';
import { Column } from './column';
import { ExactLineHashes } from './lineHashes';
import { NumberTable } from './numberTable';

/** A line of a stream: made anew each time that it is asked for, so equal to another when their indexes are. */
export interface PassedLine extends FileLine {
  readonly index: number;
  /** Its row; undefined once its text is forgotten. */
  readonly row: Row | undefined;
}

// Hashes are never negative.
const none = -1;

/** The lines of a stream: about thirty bytes for each that has a shape; of others all is kept, as they may be parts of one record. */
export class PassedLines {
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

  get length(): number {
    return this.#shapeOf.length;
  }

  push(row: Row, facts: LineFacts): PassedLine {
    const { shape, hashes, head } = facts;
    const line = { index: this.length, row, facts };
    if (!shape) this.#others.set(line.index, line);
    this.#shapeOf.push(shape ? this.#numberOf(shape) : 0);
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
    const facts = {
      shape: this.#shapes[this.#shapeOf.at(index)],
      hashes: this.#hashesAt(index),
      openBrackets: 0,
      openString: false,
      blank: false,
      text: undefined,
      head: { start: this.#headStart.at(index), end: this.#headEnd.at(index) },
    };
    return this.#others.get(index) ?? { index, row: undefined, facts };
  }

  #hashesAt(index: number): LineHashes | undefined {
    const whole = this.#whole.at(index);
    const input = this.#input.at(index);
    const answer = this.#answer.at(index);
    if (whole === none) return undefined;
    return new ExactLineHashes({ whole, input: input === none ? undefined : input, answer: answer === none ? undefined : answer });
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
