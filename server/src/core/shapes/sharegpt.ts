import { schema, validate } from 'schemas:shapes/sharegpt';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import { isLogged, isMeantAsConversation } from './evidence';
import type { Example, ExampleMessage } from './example';
import { beside } from './read/line';
import { readMessages, textMessage } from './read/messages';
import { spelledCalls } from './read/spelledCalls';
import type { Shape, Turns } from './shape';
import { writeSharegpt } from './write/sharegpt';

const listKeys = ['conversations', 'conversation', 'messages', 'dialog', 'items'];

/** ShareGPT: `{"conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}`. */
export const sharegpt: Shape = {
  id: 'sharegpt',
  name: 'ShareGPT conversations',
  signature: /["'“”]conversations?["'“”]\s*:\s*\[(?:\s*\{\s*["'“”](?:from|value)["'“”])/,
  schema,
  validate,
  detect: (value) =>
    listKeys.some((key) => {
      const list = Object.hasOwn(value, key) ? value[key] : undefined;
      return isArray(list) && list.some(isTurn);
    }) && !isLogged(value),
  meant: (value) => isMeantAsConversation(value, 'conversations'),
  fits: (value) => 'conversations' in value,
  read,
  write: writeSharegpt,
  turns,
};

function turns(value: JsonObject): Turns | undefined {
  const list = member(value, 'conversations');
  return isArray(list) ? { path: ['conversations'], list, speaker: 'from', part: 'trained' } : undefined;
}

function isTurn(value: unknown): boolean {
  return isObject(value) && typeof value.value === 'string' && (typeof value.from === 'string' || typeof value.role === 'string');
}

function read(value: JsonObject): Example {
  const key = listKeys.find((each) => isArray(member(value, each)));
  const system = member(value, 'system');
  return {
    messages: [
      ...(system === '' ? [] : textMessage('system', system, ['system'])),
      ...(key === undefined ? [] : readTurns(value[key], [key])),
    ],
    ...beside(value, key === undefined ? ['system'] : ['system', key]),
  };
}

/** Turns with `from` and `value`; a `function_call` is read as the calls that its JSON names. */
function readTurns(turns: unknown, path: Path): readonly ExampleMessage[] {
  return readMessages(turns, path).map((message) => (message.writtenRole === 'function_call' ? withCalls(message) : message));
}

function withCalls(message: ExampleMessage): ExampleMessage {
  const calls = spelledCalls(message);
  return calls.length > 0 ? { ...message, content: [], calls } : message;
}
