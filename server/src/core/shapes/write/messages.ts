import { isObject, type JsonObject, member } from '../../json/parse';
import type { Example, ExampleMessage, Part, ToolCall, ToolDefinition } from '../example';
import { textOf } from '../example';
import { reasoningKeys } from '../read/messages';
import { withCallIds } from './callIds';
import type { Carries } from './fit';

/** What OpenAI's chat can hold. */
export const chatCarries: Carries = {
  title: 'a chat',
  system: 'anywhere',
  developer: true,
  calls: 'ids',
  weight: true,
  names: true,
  refusals: true,
  reasoning: 'apart',
  part: (part, role) => role === 'user' && (part.kind === 'image' ? /^(?:https?|data):/i.test(part.url) : isChatPart(part)),
};

// What else a user's message may hold; other formats' parts have no `type`.
const chatParts = new Set<unknown>(['input_audio', 'file']);

function isChatPart(part: Part): boolean {
  return part.kind === 'other' && isObject(part.value) && chatParts.has(member(part.value, 'type'));
}

/** Messages in OpenAI's form; calls and results get the ids that they lack. */
export function writeMessages(messages: readonly ExampleMessage[]): readonly JsonObject[] {
  return withCallIds(messages).map(writeMessage);
}

function writeMessage(message: ExampleMessage): JsonObject {
  const { role, calls, answers, name, weight, reasoning, path } = message;
  const ownKey = message.content.find((part) => part.kind === 'refusal' && part.path.length === path.length + 1);
  const content = message.content.filter((part) => part !== ownKey);
  const key = reasoningKeys.find((each) => each === reasoning?.path.at(-1)) ?? 'reasoning_content';
  const says = content.length > 0 || (calls.length === 0 && !ownKey);
  return {
    role,
    ...(reasoning && { [key]: reasoning.text }),
    ...(says && { content: writeContent({ ...message, content }) }),
    ...(ownKey?.kind === 'refusal' && { refusal: ownKey.text }),
    ...(calls.length > 0 && { tool_calls: calls.map(writeCall) }),
    ...(role === 'tool' && { tool_call_id: answers ?? '' }),
    ...(name !== undefined && role !== 'tool' && { name }),
    ...(weight !== undefined && role === 'assistant' && { weight }),
  };
}

function writeContent(message: ExampleMessage): string | readonly JsonObject[] {
  const { content, joint } = message;
  if (content.every(({ kind }) => kind === 'text') && (content.length < 2 || joint !== undefined)) return textOf(message);
  return content.map(writePart);
}

function writePart(part: Part): JsonObject {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  if (part.kind === 'refusal') return { type: 'refusal', refusal: part.text };
  if (part.kind === 'other') return isObject(part.value) ? part.value : {};
  return { type: 'image_url', image_url: { url: part.url, ...(part.detail !== undefined && { detail: part.detail }) } };
}

function writeCall({ id = '', name, arguments: given, custom }: ToolCall): JsonObject {
  return custom ? { id, type: 'custom', custom: { name, input: given } } : { id, type: 'function', function: { name, arguments: given } };
}

/** `tools` in OpenAI's form and `parallel_tool_calls`, where the example has them. */
export function writeTools({ tools, parallelToolCalls }: Pick<Example, 'tools' | 'parallelToolCalls'>): JsonObject {
  return {
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: 'function', function: writeDefinition(tool) })) }),
    ...(parallelToolCalls !== undefined && { parallel_tool_calls: parallelToolCalls }),
  };
}

/** A tool by name, description and the schema of its arguments. */
export function writeDefinition({ name, description, parameters, strict }: ToolDefinition): JsonObject {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(parameters !== undefined && { parameters }),
    ...(strict !== undefined && { strict }),
  };
}
