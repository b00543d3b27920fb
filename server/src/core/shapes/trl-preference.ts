import { schema, validate } from 'schemas:shapes/trl-preference';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { readQuestion } from './alpaca';
import { hasOnlyKeys, isLoggedOrEvaluated } from './evidence';
import { type Example, type ExampleMessage, textOf } from './example';
import { beside, firstKey } from './read/line';
import { readMessage, readMessages, textMessage } from './read/messages';
import type { MessageList, Shape } from './shape';
import { chatCarries, writeMessages, writeTools } from './write/messages';
import { writePair } from './write/training';
import type { Written } from './write/written';

// Names under which trainers and authors keep the better and the worse answer.
const pairs = [
  ['chosen', 'rejected'],
  ['chosen_messages', 'rejected_messages'],
  ['preferred', 'rejected'],
  ['preferred', 'dispreferred'],
  ['preferred', 'non_preferred'],
  ['preferred', 'other'],
] as const;

const ownKeys = new Set(['prompt', 'chosen', 'rejected', 'system']);

/** Preference pairs as TRL, Axolotl and LLaMA-Factory take them: `{"prompt": "...", "chosen": "...", "rejected": "..."}`. */
export const trlPreference: Shape = {
  id: 'trl-preference',
  name: 'preference pairs (chosen and rejected)',
  signature:
    /["'“”]chosen(?:_messages)?["'“”]\s*:[\s\S]*["'“”]rejected(?:_messages)?["'“”]\s*:|["'“”](?:chosen|rejected)_messages["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => pairs.some(([better, worse]) => isAnswer(value, better) && isAnswer(value, worse)) && !isLoggedOrEvaluated(value),
  meant: (value) => 'chosen' in value && 'rejected' in value && hasOnlyKeys(value, ownKeys),
  fits: (value) => ['chosen', 'rejected', 'chosen_messages', 'rejected_messages'].some((key) => key in value),
  read,
  write,
  messageLists,
};

function isAnswer(value: JsonObject, key: string): boolean {
  const answer = member(value, key);
  return typeof answer === 'string' || isArray(answer) || isObject(answer);
}

// Without a prompt of messages each side is a whole conversation, the question included.
function messageLists(value: JsonObject): readonly MessageList[] {
  const lists: MessageList[] = [];
  const prompt = member(value, 'prompt');
  if (isArray(prompt)) lists.push({ path: ['prompt'], messages: prompt, part: 'input' });
  for (const [keys, part] of [
    [['chosen', 'chosen_messages'], 'preferred'],
    [['rejected', 'rejected_messages'], 'rejected'],
  ] as const) {
    for (const key of keys) {
      const messages = member(value, key);
      if (isArray(messages)) lists.push({ path: [key], messages, part: isArray(prompt) ? part : 'trained' });
    }
  }
  return lists;
}

function read(value: JsonObject): Example {
  const [better, worse] = pairs.find(([a, b]) => Object.hasOwn(value, a) && Object.hasOwn(value, b)) ?? ['chosen', 'rejected'];
  const preferred = readSide(value, better);
  const rejected = readSide(value, worse);
  const shared = sharedStart(member(value, better), member(value, worse));
  const { messages, keys } = readPrompt(value);
  const ahead = isRepeated(messages, preferred.slice(0, shared)) ? [] : messages;
  return {
    messages: [...ahead, ...preferred.slice(0, shared)],
    sides: { preferred: preferred.slice(shared), rejected: rejected.slice(shared) },
    ...(typeof member(value, better) === 'string' && { running: true }),
    ...beside(value, [...keys, better, worse]),
  };
}

function readSide(value: JsonObject, key: string): readonly ExampleMessage[] {
  const side = member(value, key);
  if (isArray(side)) return readMessages(side, [key]);
  return isObject(side) ? [readMessage(side, [key])] : textMessage('assistant', side, [key]);
}

// LLaMA-Factory asks by an instruction or a conversation where others have a prompt.
function readPrompt(value: JsonObject): { readonly messages: readonly ExampleMessage[]; readonly keys: readonly string[] } {
  const system = textMessage('system', member(value, 'system') === '' ? undefined : member(value, 'system'), ['system']);
  for (const key of ['prompt', 'conversations', 'messages']) {
    const held = member(value, key);
    if (isArray(held)) return { messages: [...system, ...readMessages(held, [key])], keys: [key, 'system'] };
  }
  const question = firstKey(value, ['prompt', 'instruction', 'question']);
  const input = question === 'instruction' ? firstKey(value, ['input']) : undefined;
  const keys = [question, input, 'system'].filter((key) => key !== undefined);
  return { messages: [...system, ...readQuestion(value, question, input)], keys };
}

/** How many messages both conversations begin with, the answers that differ left out. */
function sharedStart(better: unknown, worse: unknown): number {
  if (!isArray(better) || !isArray(worse)) return 0;
  const most = Math.min(better.length, worse.length) - 1;
  let shared = 0;
  while (shared < most && isSameJson(better[shared], worse[shared])) shared += 1;
  return shared;
}

// Some data sets write the question as a prompt too.
function isRepeated(prompt: readonly ExampleMessage[], shared: readonly ExampleMessage[]): boolean {
  const texts = shared.map(textOf);
  return shared.length > 0 && prompt.every((message) => texts.includes(textOf(message)));
}

function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function write(example: Example): Written {
  return writePair(example, chatCarries, ({ input, preferred, rejected }, losses, declared) => {
    const { parallel_tool_calls: parallel, ...tools } = writeTools(declared);
    if (parallel !== undefined) losses.add('`parallel_tool_calls` dropped');
    return { prompt: writeMessages(input), chosen: writeMessages(preferred), rejected: writeMessages(rejected), ...tools };
  });
}
