import { completedUnits } from './textTokens';

/** How a tokenizer writes its tokens. */
export interface TokenSpelling {
  /** Tokens that stand for themselves, whatever they hold. */
  readonly added: ReadonlySet<string>;
  /** Whether each letter of a token stands for a byte, as GPT-2 began to write them. */
  readonly isByteLevel: boolean;
}

/**
 * Finds where the tokens of a text end in it, as `TextTokens` has it: tokenizers tell tokens and not their places. Throws with the
 * reason, as a clause, where the tokens do not spell the text, because the tokenizer changes it or does not know a part of it.
 */
export function placeTokens(text: string, tokens: readonly string[], spelling: TokenSpelling): readonly number[] {
  const bytes = new TextEncoder().encode(text);
  const ends: number[] = [];
  let byte = 0;
  let unit = 0;
  for (const token of tokens) {
    const end = endOf(bytes, byte, bytesOf(token, spelling));
    if (end === undefined) throw new Error('it changes texts, so that the places of its tokens are not known');
    unit += completedUnits(bytes, byte, end, bytes.length);
    ends.push(unit);
    byte = end;
  }
  if (skipSpace(bytes, byte) < bytes.length) throw new Error('it leaves out a part of the text');
  return ends;
}

/** Where a token ends that begins at an offset or behind the white space there; undefined where it does not stand there. */
function endOf(bytes: Uint8Array, at: number, token: Uint8Array): number | undefined {
  if (isAt(bytes, at, token)) return at + token.length;
  // Some tokenizers put a blank before the first word, others leave blanks out.
  const bare = token[0] === blank ? token.subarray(1) : token;
  const start = skipSpace(bytes, at);
  if (bare.length < token.length && isAt(bytes, at, bare)) return at + bare.length;
  return isAt(bytes, start, bare) ? start + bare.length : undefined;
}

function isAt(bytes: Uint8Array, at: number, token: Uint8Array): boolean {
  return at + token.length <= bytes.length && token.every((byte, index) => bytes[at + index] === byte);
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (spaces.has(bytes[at] ?? 0)) at += 1;
  return at;
}

const blank = 0x20;
const spaces: ReadonlySet<number> = new Set([blank, 9, 10, 11, 12, 13]);

function bytesOf(token: string, { added, isByteLevel }: TokenSpelling): Uint8Array {
  if (added.has(token)) return new TextEncoder().encode(token);
  if (isByteLevel) return Uint8Array.from(token, (letter) => byteOf(letter.charCodeAt(0)));
  const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1];
  if (byte !== undefined) return Uint8Array.of(Number.parseInt(byte, 16));
  return new TextEncoder().encode(token.replace(/^##(?=.)/, '').replaceAll('\u2581', ' '));
}

/** The byte that a letter stands for: itself where it is seen, else those of the others in their order from 256 on. */
function byteOf(letter: number): number {
  if (letter < 256) return letter;
  const index = letter - 256;
  if (index < 33) return index;
  return index < 67 ? index + 94 : 0xad;
}
