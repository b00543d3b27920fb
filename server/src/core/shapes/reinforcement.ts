import { schema, validate } from 'schemas:shapes/reinforcement';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import { type Example, type ExampleMessage, textOf } from './example';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';
import { answerKey } from './write/conversation';
import { fitTo } from './write/fit';
import { chatCarries, writeMessages, writeTools } from './write/messages';
import { usableTools } from './write/tools';
import { isMessages, writeConversation } from './write/training';
import type { Written } from './write/written';

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
  write,
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

// The answer of a conversation is what a grader may compare the model's to.
function write(example: Example): Written {
  if (example.reference) return writeTask(example, example.reference);
  return writeConversation(example, chatCarries, (conversation, losses, tools) => {
    const asked = conversation.findLastIndex(({ role }) => role === 'user');
    const answer = conversation.at(-1);
    if (!answer || textOf(answer) === '') return { refused: 'its answer calls tools, so there is no text to compare with' };
    if (asked < conversation.length - 2) losses.add('tool calls behind the last question dropped');
    const task = conversation
      .slice(0, asked + 1)
      .map((message): ExampleMessage => (message.role === 'system' ? { ...message, role: 'developer' } : message));
    return { messages: writeMessages(task), ...writeTools(tools), [answerKey]: textOf(answer) };
  });
}

function writeTask(example: Example, reference: JsonObject): Written {
  const losses = new Set<string>();
  const messages = fitTo(example.messages, chatCarries, losses);
  if (!isMessages(messages)) return messages;
  if (messages.length === 0) return { refused: 'it asks nothing' };
  const tools = { ...example, tools: usableTools(example.tools, losses) };
  return { values: [{ messages: writeMessages(messages), ...writeTools(tools), ...reference }], losses: [...losses] };
}

function hasGraderKey(value: JsonObject): boolean {
  for (const key in value) if (!chatKeys.has(key)) return true;
  return false;
}
