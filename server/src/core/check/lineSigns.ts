import type { Sign } from '../rules/rule';

const backslash = 0x5c;
// The letters that JSON has after a backslash; any other has the bit behind the last of these.
const escapeLetters = '"\\/bfnrtu';

interface Compiled {
  /** The sign without which this one cannot be there; looked for first, because many signs share it. */
  readonly needs: number | undefined;
  readonly isThere: (text: string) => boolean;
}

const notAsked = 0;
const absent = 1;
const present = 2;

/**
 * Which signs the text of a line holds. Each is looked for when a rule asks, and once a line however many rules ask; all
 * escapes of a line are found in one pass over its backslashes, since looking for each would stop at every one of them.
 */
export class LineSigns {
  readonly #compiled: Compiled[] = [];
  readonly #ids = new Map<Sign, number>();
  readonly #idsOf = new WeakMap<readonly Sign[], readonly number[]>();
  #answers = new Uint8Array(0);
  #text = '';
  #escapes = 0;
  #escapesKnown = false;

  /** Turns to the text of another line. */
  look(text: string): void {
    this.#text = text;
    this.#answers.fill(notAsked);
    this.#escapesKnown = false;
  }

  /** Whether the text holds one of the signs. */
  readonly holdsAny = (signs: readonly Sign[]): boolean => {
    let ids = this.#idsOf.get(signs);
    if (!ids) {
      ids = signs.map((sign) => this.#idOf(sign));
      this.#idsOf.set(signs, ids);
    }
    for (let index = 0; index < ids.length; index++) if (this.#holds(ids[index] ?? 0)) return true;
    return false;
  };

  #holds(id: number): boolean {
    const answer = this.#answers[id];
    if (answer !== notAsked) return answer === present;
    const compiled = this.#compiled[id];
    const holds = compiled !== undefined && (compiled.needs === undefined || this.#holds(compiled.needs)) && compiled.isThere(this.#text);
    this.#answers[id] = holds ? present : absent;
    return holds;
  }

  #idOf(sign: Sign): number {
    const known = this.#ids.get(sign);
    if (known !== undefined) return known;
    const id = this.#compiled.push(this.#compile(sign)) - 1;
    this.#ids.set(sign, id);
    const answers = new Uint8Array(id + 1);
    answers.set(this.#answers);
    this.#answers = answers;
    return id;
  }

  #compile(sign: Sign): Compiled {
    if (typeof sign === 'function') return { needs: undefined, isThere: sign };
    const isThere = (text: string): boolean => text.includes(sign);
    // A letter is nearly always there, and to look for it first would be to look twice.
    const isRare = sign.length > 1 && !/^\w/.test(sign);
    if (!sign.startsWith('\\')) return { needs: isRare ? this.#idOf(sign.charAt(0)) : undefined, isThere };
    const bit = escapeBit(sign.charCodeAt(1));
    if (sign.length === 2) return { needs: undefined, isThere: () => (this.#escapesOfText() & bit) !== 0 };
    return { needs: this.#idOf(sign.slice(0, 2)), isThere };
  }

  #escapesOfText(): number {
    if (!this.#escapesKnown) {
      this.#escapes = escapesIn(this.#text);
      this.#escapesKnown = true;
    }
    return this.#escapes;
  }
}

// Escapes often follow each other, and then the search for the next would cost more than the look.
function escapesIn(text: string): number {
  let escapes = 0;
  for (let at = text.indexOf('\\'); at !== -1; ) {
    const letter = text.charCodeAt(at + 1);
    escapes |= escapeBit(letter);
    at += letter === 0x75 ? 6 : 2;
    if (text.charCodeAt(at) !== backslash) at = text.indexOf('\\', at);
  }
  return escapes;
}

function escapeBit(letter: number): number {
  return bits[letter] ?? otherBit;
}

const otherBit = 1 << escapeLetters.length;
const bits = new Uint16Array(128).fill(otherBit);
for (let index = 0; index < escapeLetters.length; index++) bits[escapeLetters.charCodeAt(index)] = 1 << index;
