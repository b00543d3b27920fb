import { schema, validate } from 'schemas:shapes/reinforcement';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import type { Example } from './example';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';

// Keys that chat lines have too, so that none of them can be what a grader reads.
const chatKeys = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions', 'function_call', 'tool_choice', 'weight']);

/** A task that the model tries and a grader scores: messages that end with the user, and whatever keys the grader reads. */
export const reinforcement: Shape = {
  id: 'reinforcement',
  name: 'reinforcement tasks',
  // Its broken lines look like broken chat lines, and those are far more frequent.
  signature: /(?!)/,
  schema,
  validate,
  detect: (value) => {
    const messages = member(value, 'messages');
    return isMessageList(messages) && lastRole(messages) === 'user' && hasGraderKey(value) && !isLogged(value) && !isRequest(value);
  },
  fits: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) && (hasGraderKey(value) || lastRole(messages) === 'user');
  },
  read,
  messageLists: (value) => {
    const messages = member(value, 'messages');
    return isArray(messages) ? [{ path: ['messages'], messages, part: 'input' }] : [];
  },
};

// Every key that the shape does not name is there for the grader.
function read(value: JsonObject): Example {
  const { rest, ...others } = beside(value, ['messages']);
  return { ...others, messages: readMessages(member(value, 'messages'), ['messages']), reference: rest, rest: {} };
}

function hasGraderKey(value: JsonObject): boolean {
  for (const key in value) if (!chatKeys.has(key)) return true;
  return false;
}
