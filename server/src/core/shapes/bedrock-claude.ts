import { schema, validate } from 'schemas:shapes/bedrock-claude';
import { isArray, isObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import { textOf } from './example';
import { beside } from './read/line';
import { readMessages, textMessage } from './read/messages';
import type { Shape } from './shape';
import { writeTexts } from './write/texts';
import { writeConversation } from './write/training';

/** Claude on Amazon Bedrock: `{"system": "...", "messages": [...]}` with user and assistant in turn. */
export const bedrockClaude: Shape = {
  id: 'bedrock-claude',
  name: 'Claude messages for Bedrock',
  signature: /\{\s*["'“”]system["'“”]\s*:\s*["'“”][\s\S]*["'“”]messages["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => {
    const messages = member(value, 'messages');
    if (typeof member(value, 'system') !== 'string' || !isMessageList(messages) || isLogged(value)) return false;
    const turns = messages.every((each) => isObject(each) && (each.role === 'user' || each.role === 'assistant'));
    return turns && (lastRole(messages) === 'assistant' || !isRequest(value));
  },
  fits: (value) => isArray(member(value, 'messages')),
  write: (example) =>
    writeConversation(example, { title: 'the Claude form', system: 'start', alternates: true }, (messages) => {
      const system = messages.find(({ role }) => role === 'system');
      const turns = messages.filter(({ role }) => role !== 'system');
      return { ...(system && { system: textOf(system) }), messages: writeTexts(turns, { role: 'role', content: 'content' }) };
    }),
  read: (value) => ({
    messages: [...textMessage('system', member(value, 'system'), ['system']), ...readMessages(member(value, 'messages'), ['messages'])],
    ...beside(value, ['system', 'messages']),
  }),
  messageLists: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) ? [{ path: ['messages'], messages, part: 'trained' }] : [];
  },
};
