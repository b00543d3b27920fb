import { schema, validate } from 'schemas:shapes/chat';
import { distance } from 'fastest-levenshtein';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import type { Shape } from './shape';

/** One conversation a line: `{"messages": [...]}`. */
export const chat: Shape = {
  id: 'chat',
  name: 'chat messages',
  signature: /["'“”](?:messages|conversations)["'“”]\s*:\s*\[(?=\s*(?:$|\{\s*(?:$|["'“”](?:role|content)["'“”])))/,
  schema,
  validate,
  detect: isConversation,
  fits: (value) => 'messages' in value || misspeltMessages(value) !== undefined,
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
  for (const key in value) {
    const list = value[key];
    if (isMessageList(list) && (key === 'conversations' || key === 'conversation' || distance(key.toLowerCase(), 'messages') <= 2))
      return list;
  }
  return undefined;
}
