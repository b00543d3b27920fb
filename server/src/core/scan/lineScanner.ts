import { utf8Of } from '../rows/fileRow';
import type { Row } from '../rows/row';
import { Engine, outputAt } from './engine';
import type { SignTable } from './signTable';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The roles of the messages of a plain line, in the order of their digits. */
export const roleDigits = ['', 'system', 'user', 'assistant'] as const;

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

  /** The bits of the signs that its texts hold, as the table has them; all of them where it cannot be read to its end. */
  get signs(): number {
    return this.#at(1) | 0;
  }

  /** Whether it is plain chat: messages and nothing else, each with a role of the three that every trainer knows, a text that begins with no white space, and nothing else. */
  get isPlain(): boolean {
    return this.#at(0) === 1;
  }

  // What follows is said of plain lines only.

  /** The roles of the messages, as digits to the base of 4. */
  get roles(): number {
    return this.#at(4) * 0x100000000 + this.#at(3);
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
