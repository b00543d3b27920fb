import { outputAt as outputByte } from 'wasm:layout';
import code from 'wasm:lineScan';

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly scan: (start: number, end: number, room: number) => void;
  readonly scanPiece: (start: number, end: number, room: number, isWithin: number) => void;
  readonly hash: (start: number, length: number) => void;
  readonly beginHash: () => void;
  readonly hashMore: (start: number, length: number) => void;
  readonly endHash: (start: number, length: number) => void;
  readonly isUtf8: (start: number, end: number) => number;
}

/** Where the output stands, in 32-bit numbers from the start of memory. */
export const outputAt = outputByte / 4;

// Tables stand before it.
const inputAt = 1 << 16;
const pageBytes = 1 << 16;
// What is read or written beyond the end of a line, sixteen bytes at a time.
const slack = 64;

const encoder = new TextEncoder();
let module: WebAssembly.Module | undefined;

/** The scanning code with a memory of its own, into which texts are written to be looked at. Grows with the longest, and never shrinks. */
export class Engine {
  readonly #code: Exports;
  #capacity = 0;
  #bytes = new Uint8Array(0);
  #input = new Uint8Array(0);
  #room = 0;
  /** What the code said last, from `outputAt` on. */
  output = new Uint32Array(0);

  /** `most` is how many bytes the texts will mostly have at the most. */
  constructor(most: number) {
    module ??= new WebAssembly.Module(code);
    this.#code = new WebAssembly.Instance(module).exports as Exports;
    this.#makeRoom(most);
  }

  /** Writes bytes at a place before the input. */
  put(at: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, at);
  }

  /** Writes a text as UTF-8 to where it is looked at, behind so many bytes, and returns how many it has; halves of characters become U+FFFD. */
  write(text: string, behind = 0): number {
    this.#makeRoom(3 * text.length + behind);
    return encoder.encodeInto(text, behind === 0 ? this.#input : this.#input.subarray(behind)).written;
  }

  /** Writes bytes to where they are looked at. */
  writeBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#input.set(bytes);
  }

  /** Scans the line of so many bytes that was written. */
  scan(length: number): void {
    this.#code.scan(inputAt, inputAt + length, this.#room);
  }

  /** Scans what was written as a piece of a line, which begins within a text or outside of one. */
  scanPiece(length: number, isWithin: boolean): void {
    this.#code.scanPiece(inputAt, inputAt + length, this.#room, isWithin ? 1 : 0);
  }

  /** Hashes what was written; the two halves of XXH64 are then the first numbers of the output. */
  hash(length: number): this {
    this.#code.hash(inputAt, length);
    return this;
  }

  /** Begins to hash what comes in pieces. */
  beginHash(): this {
    this.#code.beginHash();
    return this;
  }

  /** Hashes as many bytes of what was written, a multiple of 32, and puts up to 31 that stand behind them to the beginning. */
  hashMore(length: number): void {
    this.#code.hashMore(inputAt, length);
    this.#input.copyWithin(0, length, length + 31);
  }

  /** Ends with these last bytes, fewer than 32. */
  endHash(length: number): this {
    this.#code.endHash(inputAt, length);
    return this;
  }

  /** Whether what was written is UTF-8. */
  isUtf8(length: number): boolean {
    return this.#code.isUtf8(inputAt, inputAt + length) !== 0;
  }

  /** Bytes that the output tells of; they are there until something else is written. */
  bytes(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#capacity && this.#capacity > 0) return;
    const { memory } = this.#code;
    const room = inputAt + bytes + slack;
    memory.grow(Math.ceil((room + bytes + slack - memory.buffer.byteLength) / pageBytes));
    this.#capacity = bytes;
    this.#room = room;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#input = this.#bytes.subarray(inputAt, inputAt + bytes);
    this.output = new Uint32Array(memory.buffer);
  }
}
