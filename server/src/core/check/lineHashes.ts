import { isObject, member } from '../json/parse';
import type { LineHashes, LineSubject } from '../rules/rule';
import type { MessageList, Shape } from '../shapes/shape';
import { hashesOf, hashOf, type ValueHashes } from './hash';

/** The hashes of a value and of its answered list, before its shape is asked what it is compared by. */
export function hashesOfLine(value: LineSubject['value'], lists: readonly MessageList[]): ValueHashes {
  return hashesOf(value, answeredList(lists));
}

/** The hashes by which a line with a shape is compared. */
export function lineHashes({ value, shape, lists }: Pick<LineSubject, 'value' | 'shape' | 'lists'>, hashes: ValueHashes): LineHashes {
  const { whole, before, last } = hashes;
  if (shape?.id !== 'completion') return new Hashes(whole, answeredList(lists) && before, last);
  const prompt = member(value, 'prompt');
  const completion = member(value, 'completion');
  return typeof prompt === 'string' && typeof completion === 'string' && prompt.trim() !== ''
    ? new Hashes(whole, hashOf(prompt), hashOf(completion))
    : new Hashes(whole, undefined, undefined);
}

/** The same for a line of which nothing is known yet. */
export function hashesOfExample(value: LineSubject['value'], shape: Shape | undefined): LineHashes {
  const lists = shape?.messageLists?.(value) ?? [];
  return lineHashes({ value, shape, lists }, hashesOfLine(value, lists));
}

/** The list whose last item is an answer to the others; undefined when a line has none. */
function answeredList(lists: readonly MessageList[]): readonly unknown[] | undefined {
  const [list] = lists;
  if (list?.part !== 'trained') return undefined;
  const last = list.messages.at(-1);
  return isObject(last) && last.role === 'assistant' && hasQuestion(list.messages) ? list.messages : undefined;
}

function hasQuestion(messages: readonly unknown[]): boolean {
  for (const message of messages) if (isObject(message) && message.role === 'user') return true;
  return false;
}

/** The hashes of a line: one object and no more, as a file may have a million lines. */
export class Hashes implements LineHashes {
  readonly whole: number;
  readonly input: number | undefined;
  readonly answer: number | undefined;

  constructor(whole: number, input: number | undefined, answer: number | undefined) {
    this.whole = whole;
    this.input = input;
    this.answer = answer;
  }
}
