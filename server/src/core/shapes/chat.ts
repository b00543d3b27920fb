import { schema, validate } from 'schemas:shapes/chat';
import { distance } from 'fastest-levenshtein';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Shape } from './shape';

/** One conversation a line: `{"messages": [...]}`. */
export const chat: Shape = {
  id: 'chat',
  name: 'chat messages',
  signature: /["'“”]messages["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => isArray(member(value, 'messages')),
  fits: (value) => 'messages' in value || hasMisspeltMessages(value),
  messageLists: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) ? [{ path: ['messages'], messages, part: 'trained' }] : [];
  },
};

function hasMisspeltMessages(value: JsonObject): boolean {
  return Object.entries(value).some(([key, list]) => distance(key.toLowerCase(), 'messages') <= 2 && isArray(list) && list.some(isObject));
}
