import { schema, validate } from 'schemas:shapes/reinforcement';
import { isArray, type JsonObject, member } from '../json/parse';
import { isLogged, isMessageList, isRequest, lastRole } from './evidence';
import { type Example, type ExampleMessage, textOf } from './example';
import { beside } from './read/line';
import { readMessages } from './read/messages';
import type { Shape } from './shape';
import { answerKey } from './write/conversation';
import { type Carries, fitTo } from './write/fit';
import { chatCarries, writeMessages, writeTools } from './write/messages';
import { usableTools } from './write/tools';
import { isMessages, writeConversation } from './write/training';
import { isRefused, type Refused, type Written } from './write/written';

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
    const answer = referenceAnswer(conversation.slice(asked + 1), losses);
    if (isRefused(answer)) return answer;
    const task = conversation
      .slice(0, asked + 1)
      .map((message): ExampleMessage => (message.role === 'system' ? { ...message, role: 'developer' } : message));
    return { messages: writeMessages(task), ...writeTools(tools), [answerKey]: answer.text };
  });
}

const answerCarries: Carries = { title: 'an answer to compare with', system: 'anywhere' };

/** What the assistant says last, as one text; the rest of what stands behind the last question is added to `losses`. */
function referenceAnswer(behind: readonly ExampleMessage[], losses: Set<string>): { readonly text: string } | Refused {
  const isCall = ({ role, calls }: ExampleMessage): boolean => role !== 'assistant' || calls.length > 0;
  const start = behind.slice(0, -1).findLastIndex(isCall) + 1;
  const texts = behind.slice(start).map(textOf);
  const text = texts.filter((each) => each !== '').join('\n\n');
  const calls = behind.some((message) => message.role === 'tool' || message.calls.length > 0);
  if (text === '') return { refused: `its answer ${calls ? 'calls tools' : 'is empty'}, so there is no text to compare with` };
  if (calls) losses.add('tool calls behind the last question dropped');
  if (behind.slice(0, start).some((message) => message.role !== 'tool' && textOf(message) !== ''))
    losses.add('what is said between the last question and the answer dropped');
  if (texts.length > 1) losses.add('consecutive messages of one role joined');
  const said = behind.filter(({ role }) => role === 'assistant').map((message) => ({ ...message, calls: [] }));
  fitTo(said, answerCarries, losses);
  return { text };
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
