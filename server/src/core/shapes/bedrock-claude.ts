import { schema, validate } from 'schemas:shapes/bedrock-claude';
import { isArray, isObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import { beside } from './read/line';
import { readMessages, textMessage } from './read/messages';
import type { Shape } from './shape';

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
  read: (value) => ({
    messages: [...textMessage('system', member(value, 'system'), ['system']), ...readMessages(member(value, 'messages'), ['messages'])],
    ...beside(value, ['system', 'messages']),
  }),
  messageLists: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) ? [{ path: ['messages'], messages, part: 'trained' }] : [];
  },
};
