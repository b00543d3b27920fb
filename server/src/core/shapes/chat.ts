import { schema, validate } from 'schemas:shapes/chat';
import { distance } from 'fastest-levenshtein';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLogged, isMeantAsConversation, isMessageList, isRequest, lastRole } from './evidence';
import type { Example } from './example';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';
import { chatCarries, writeMessages, writeTools } from './write/messages';
import { writeConversation } from './write/training';

/** One conversation a line: `{"messages": [...]}`. */
export const chat: Shape = {
  id: 'chat',
  name: 'chat messages',
  signature: /["'“”](?:messages|conversations)["'“”]\s*:\s*\[(?=\s*(?:$|\{\s*(?:$|["'“”](?:role|content)["'“”])))/,
  schema,
  validate,
  detect: isConversation,
  meant: (value) => isMeantAsConversation(value, 'messages'),
  fits: (value) => 'messages' in value || misspeltMessages(value) !== undefined,
  read,
  write: (example) =>
    writeConversation(example, chatCarries, (messages, _losses, tools) => ({ messages: writeMessages(messages), ...writeTools(tools) })),
  messageLists: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) ? [{ path: ['messages'], messages, part: 'trained' }] : [];
  },
};

function isConversation(value: JsonObject): boolean {
  const messages = member(value, 'messages') ?? misspeltMessages(value);
  if (!isArray(messages)) return false;
  // An empty list is a line that somebody has begun to write.
  if (messages.length === 0) return Object.keys(value).length === 1;
  if (!isMessageList(messages) || isLogged(value)) return false;
  return lastRole(messages) === 'assistant' || !isRequest(value);
}

function misspeltMessages(value: JsonObject): readonly unknown[] | undefined {
  const key = misspeltKey(value);
  const list = key === undefined ? undefined : value[key];
  return isArray(list) ? list : undefined;
}

function misspeltKey(value: JsonObject): string | undefined {
  for (const key in value) {
    if (isMessageList(value[key]) && (key === 'conversations' || key === 'conversation' || distance(key.toLowerCase(), 'messages') <= 2))
      return key;
  }
  return undefined;
}

function read(value: JsonObject): Example {
  const key = Object.hasOwn(value, 'messages') ? 'messages' : misspeltKey(value);
  return { messages: key === undefined ? [] : readMessages(value[key], [key]), ...beside(value, key === undefined ? [] : [key]) };
}
