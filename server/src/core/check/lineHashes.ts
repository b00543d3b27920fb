import { isObject, member, parseLine } from '../json/parse';
import type { Row } from '../rows/row';
import type { ExactHashes, LineHashes, LineSubject } from '../rules/rule';
import type { MessageList, Shape } from '../shapes/shape';
import { hashesOf, hashOf, type ValueHashes } from './hash';
import { type Sketch, sketch } from './sketch';

/** The numbers of a value and of its answered list: a sketch or, over every character, hashes. */
export type LineNumbers = Sketch | ValueHashes;

/** What a line is compared by, before its shape is asked what that is; over every character where `isExact` says so. */
export function numbersOf(value: LineSubject['value'], lists: readonly MessageList[], isExact: boolean): LineNumbers {
  const answered = answeredList(lists);
  return isExact ? hashesOf(value, answered) : sketch(value, answered);
}

/** The hashes by which a line with a shape is compared, from its numbers; exact at once where these are. */
export function lineHashes(
  row: Pick<Row, 'text'>,
  { value, shape, lists }: Pick<LineSubject, 'value' | 'shape' | 'lists'>,
  numbers: LineNumbers,
  isExact: boolean,
): LineHashes {
  const compared = comparedOf(value, shape, lists);
  if (isExact) return new ExactLineHashes(hashesBy(hashOf, numbers, compared));
  return new Hashes(hashesBy(sketchOf, numbers, compared), row, shape);
}

function hashesBy(numberOf: (text: string) => number, { whole, before, last }: LineNumbers, compared: Compared | undefined): ExactHashes {
  if (!compared) return { whole, input: undefined, answer: undefined };
  if ('prompt' in compared) return { whole, input: numberOf(compared.prompt), answer: numberOf(compared.completion) };
  return { whole, input: before, answer: last };
}

function sketchOf(text: string): number {
  return sketch(text).whole;
}

/** The list whose last item is an answer to the others; undefined when a line has none. */
function answeredList(lists: readonly MessageList[]): readonly unknown[] | undefined {
  const [list] = lists;
  if (list?.part !== 'trained') return undefined;
  const last = list.messages.at(-1);
  return isObject(last) && last.role === 'assistant' && hasQuestion(list.messages) ? list.messages : undefined;
}

type Compared = { readonly prompt: string; readonly completion: string } | { readonly messages: readonly unknown[] };

function comparedOf(value: LineSubject['value'], shape: Shape | undefined, lists: readonly MessageList[]): Compared | undefined {
  if (shape?.id === 'completion') {
    const prompt = member(value, 'prompt');
    const completion = member(value, 'completion');
    return typeof prompt === 'string' && typeof completion === 'string' && prompt.trim() !== '' ? { prompt, completion } : undefined;
  }
  const messages = answeredList(lists);
  return messages && { messages };
}

/** The hashes of a line over every character. */
export function exactHashes(value: LineSubject['value'], shape: Shape | undefined, lists: readonly MessageList[]): ExactHashes {
  return hashesBy(hashOf, numbersOf(value, lists, true), comparedOf(value, shape, lists));
}

// One object a line and no closure: a file may have a million lines.
/** Exact hashes that were made at once. */
export class ExactLineHashes implements LineHashes, ExactHashes {
  readonly whole: number;
  readonly input: number | undefined;
  readonly answer: number | undefined;

  constructor({ whole, input, answer }: ExactHashes) {
    this.whole = whole;
    this.input = input;
    this.answer = answer;
  }

  exact(): ExactHashes {
    return this;
  }
}

class Hashes implements LineHashes {
  readonly whole: number;
  readonly input: number | undefined;
  readonly answer: number | undefined;
  // Its text is asked for when it is read again, because it takes less room in the row.
  readonly #row: Pick<Row, 'text'>;
  readonly #shape: Shape | undefined;
  #exact: ExactHashes | undefined;

  constructor({ whole, input, answer }: ExactHashes, row: Pick<Row, 'text'>, shape: Shape | undefined) {
    this.whole = whole;
    this.input = input;
    this.answer = answer;
    this.#row = row;
    this.#shape = shape;
  }

  exact(): ExactHashes {
    this.#exact ??= this.#readAgain();
    return this.#exact;
  }

  #readAgain(): ExactHashes {
    const parsed = parseLine(this.#row.text);
    if (!parsed.ok || !isObject(parsed.value)) throw new Error('a line that was JSON is none any more');
    return exactHashes(parsed.value, this.#shape, this.#shape?.messageLists?.(parsed.value) ?? []);
  }
}

function hasQuestion(messages: readonly unknown[]): boolean {
  for (const message of messages) if (isObject(message) && message.role === 'user') return true;
  return false;
}
