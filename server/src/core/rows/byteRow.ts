import type { LineBreak, Row } from './row';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A row of a stream, of which nobody may want to read the text: that is made from its bytes, which must be UTF-8, when somebody does. */
export class ByteRow implements Row {
  readonly utf8: Uint8Array;
  readonly lineBreak: LineBreak;
  #text: string | undefined;

  constructor(utf8: Uint8Array, lineBreak: LineBreak) {
    this.utf8 = utf8;
    this.lineBreak = lineBreak;
  }

  get text(): string {
    this.#text ??= decoder.decode(this.utf8);
    return this.#text;
  }

  /** How many UTF-16 units the text has at the most. */
  get units(): number {
    return this.utf8.length;
  }
}
