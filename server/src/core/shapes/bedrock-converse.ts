import { schema, validate } from 'schemas:shapes/bedrock-converse';
import { isArray, member } from '../json/parse';
import { readConverse } from './read/converse';
import type { Shape } from './shape';
import { converseCarries, writeConverse, writeToolConfig } from './write/converse';
import { writeConversation } from './write/training';

/** Amazon's conversations for Nova: `{"schemaVersion": "bedrock-conversation-2024", "system": [...], "messages": [...]}`. */
export const bedrockConverse: Shape = {
  id: 'bedrock-converse',
  name: 'Bedrock conversations',
  signature: /["'“”]schemaVersion["'“”]\s*:\s*["'“”]bedrock-conversation/,
  schema,
  validate,
  detect: (value) => {
    const version = member(value, 'schemaVersion');
    return typeof version === 'string' && version.startsWith('bedrock-conversation');
  },
  fits: (value) => isArray(member(value, 'messages')),
  read: readConverse,
  write: (example) =>
    writeConversation(example, converseCarries, (messages, losses, { tools }) => ({
      ...writeConverse(messages),
      ...writeToolConfig(tools, losses),
    })),
  turns: (value) => {
    const list = member(value, 'messages');
    return isArray(list) ? { path: ['messages'], list, speaker: 'role', part: 'trained' } : undefined;
  },
};
