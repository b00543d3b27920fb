import { schema, validate } from 'schemas:shapes/cohere';
import { isArray, isObject, member } from '../json/parse';
import { isLogged } from './evidence';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';

/** Cohere's chat: `{"messages": [{"role": "User", ...}, {"role": "Chatbot", ...}]}`. */
export const cohere: Shape = {
  id: 'cohere',
  name: 'Cohere chat messages',
  signature: /["'“”]role["'“”]\s*:\s*["'“”]Chatbot["'“”]/,
  schema,
  validate,
  detect: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) && messages.some((each) => roleOf(each) === 'Chatbot') && messages.every(isTurn) && !isLogged(value);
  },
  read: (value) => ({ messages: readMessages(member(value, 'messages'), ['messages']), ...beside(value, ['messages']) }),
};

const roles = new Set<unknown>(['System', 'User', 'Chatbot', 'Tool']);

function isTurn(message: unknown): boolean {
  return roles.has(roleOf(message));
}

function roleOf(message: unknown): unknown {
  return isObject(message) ? message.role : undefined;
}
