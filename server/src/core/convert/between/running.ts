import { chosenEnding } from '../../rules/endings';
import type { Example, ExampleMessage } from '../../shapes/example';

/** What the prompts and completions of a file have in common only to mark where one ends and the other begins. */
export interface RunningHabits {
  /** What every prompt ends in: ` ->`; empty where there is no such thing. */
  readonly separator: string;
  /** What every completion ends in: ` END`; empty where there is no such thing. */
  readonly stop: string;
  /** Whether every completion begins with a space. */
  readonly leadingSpace: boolean;
}

const noHabits: RunningHabits = { separator: '', stop: '', leadingSpace: false };
// Of one line alone nothing tells a habit from what it says.
const fewest = 2;

/** The habits of a file, by some of its examples. */
export function runningHabits(examples: readonly Example[]): RunningHabits {
  const running = examples.filter(isRunning);
  if (running.length < fewest) return noHabits;
  const prompts = running.flatMap(({ messages, learntFrom = 0 }) => textsOf(messages.slice(0, learntFrom)));
  const completions = running.flatMap(({ messages, learntFrom = 0 }) => textsOf(messages.slice(learntFrom)));
  return {
    separator: commonEnding(prompts),
    stop: commonEnding(completions),
    leadingSpace: completions.length >= fewest && completions.every((text) => text.startsWith(' ')),
  };
}

/** The habits that a file of one line would have, where there are no others to tell: an ending that looks chosen is taken for one. */
export function likelyHabits({ messages, learntFrom = 0 }: Example): RunningHabits {
  const [prompt = ''] = textsOf(messages.slice(0, learntFrom));
  const [completion = ''] = textsOf(messages.slice(learntFrom));
  return { separator: chosenEnding(prompt), stop: chosenEnding(completion), leadingSpace: completion.startsWith(' ') };
}

/** The example without those marks, which in other shapes would be words. */
export function withoutMarks(example: Example, { separator, stop, leadingSpace }: RunningHabits): Example {
  if (!isRunning(example)) return example;
  const { learntFrom = 0 } = example;
  const messages = example.messages.map((message, index) =>
    index < learntFrom
      ? changed(message, (text) => cutEnd(text, separator))
      : changed(message, (text) => cutEnd(leadingSpace && text.startsWith(' ') ? text.slice(1) : text, stop)),
  );
  return { ...example, messages };
}

// Plain text has no prompt, and nothing in it is a mark.
function isRunning({ running, messages, learntFrom }: Example): boolean {
  return running === true && learntFrom === 1 && messages.length === 2;
}

function textsOf(messages: readonly ExampleMessage[]): string[] {
  return messages.flatMap(({ content }) => content.flatMap((part) => (part.kind === 'text' ? [part.text] : [])));
}

function commonEnding(texts: readonly string[]): string {
  const [first] = texts;
  const ending = first === undefined ? '' : chosenEnding(first);
  return texts.length >= fewest && texts.every((text) => chosenEnding(text) === ending) ? ending : '';
}

function changed(message: ExampleMessage, change: (text: string) => string): ExampleMessage {
  return { ...message, content: message.content.map((part) => (part.kind === 'text' ? { ...part, text: change(part.text) } : part)) };
}

function cutEnd(text: string, ending: string): string {
  return ending !== '' && text.endsWith(ending) ? text.slice(0, -ending.length) : text;
}
