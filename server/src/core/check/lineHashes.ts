import { isObject, member, parseLine } from '../json/parse';
import type { ExactHashes, LineHashes, LineSubject } from '../rules/rule';
import type { MessageList, Shape } from '../shapes/shape';
import { hashesOf, hashOf } from './hash';
import { type Sketch, sketch } from './sketch';

/** The hashes by which a line with a shape is compared; exact at once where all lines will need them or the text will be gone. */
export function lineHashes({ text, value, shape, lists }: LineSubject, whole: Sketch, isExact: boolean): LineHashes {
  if (isExact) return new ExactLineHashes(exactHashes(value, shape, lists));
  const compared = comparedOf(value, shape, lists);
  if (!compared) return new Hashes(whole.whole, undefined, undefined, text, shape);
  if ('prompt' in compared) return new Hashes(whole.whole, sketch(compared.prompt).whole, sketch(compared.completion).whole, text, shape);
  return new Hashes(whole.whole, whole.before, whole.last, text, shape);
}

/** The list whose last item is an answer to the others; undefined when a line has none. */
export function answeredList(lists: readonly MessageList[]): readonly unknown[] | undefined {
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
  const compared = comparedOf(value, shape, lists);
  if (!compared) return { whole: hashOf(value), input: undefined, answer: undefined };
  if ('prompt' in compared) return { whole: hashOf(value), input: hashOf(compared.prompt), answer: hashOf(compared.completion) };
  const { whole, before, last } = hashesOf(value, compared.messages);
  return { whole, input: before, answer: last };
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
  readonly #text: string;
  readonly #shape: Shape | undefined;
  #exact: ExactHashes | undefined;

  constructor(whole: number, input: number | undefined, answer: number | undefined, text: string, shape: Shape | undefined) {
    this.whole = whole;
    this.input = input;
    this.answer = answer;
    this.#text = text;
    this.#shape = shape;
  }

  exact(): ExactHashes {
    this.#exact ??= this.#readAgain();
    return this.#exact;
  }

  #readAgain(): ExactHashes {
    const parsed = parseLine(this.#text);
    if (!parsed.ok || !isObject(parsed.value)) throw new Error('a line that was JSON is none any more');
    return exactHashes(parsed.value, this.#shape, this.#shape?.messageLists?.(parsed.value) ?? []);
  }
}

function hasQuestion(messages: readonly unknown[]): boolean {
  for (const message of messages) if (isObject(message) && message.role === 'user') return true;
  return false;
}
