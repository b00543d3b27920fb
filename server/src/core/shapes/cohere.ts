import { schema, validate } from 'schemas:shapes/cohere';
import { isArray, isObject, member } from '../json/parse';
import { isLogged } from './evidence';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';
import { writeTexts } from './write/texts';
import { writeConversation } from './write/training';

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
  // A line of which the answer is missing is one more of them.
  fits: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) && messages.length > 0 && messages.every(isTurn);
  },
  write: (example) =>
    writeConversation(example, { title: 'the Cohere form', system: 'start' }, (messages) => ({
      messages: writeTexts(messages, { role: 'role', content: 'content', names: { system: 'System', user: 'User', assistant: 'Chatbot' } }),
    })),
  read: (value) => ({ messages: readMessages(member(value, 'messages'), ['messages']), ...beside(value, ['messages']) }),
  turns: (value) => {
    const list = member(value, 'messages');
    return isArray(list) ? { path: ['messages'], list, speaker: 'role', part: 'trained' } : undefined;
  },
};

const roles = new Set<unknown>(['System', 'User', 'Chatbot', 'Tool']);

function isTurn(message: unknown): boolean {
  return roles.has(roleOf(message));
}

function roleOf(message: unknown): unknown {
  return isObject(message) ? message.role : undefined;
}
