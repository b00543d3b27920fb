import { isArray, type JsonObject } from '../../json/parse';
import type { Example, ExampleMessage } from '../example';
import { conversationOf, dropped } from './conversation';
import { type Carries, fitTo } from './fit';
import { usableTools } from './tools';
import { isRefused, type Refused, type Written } from './written';

/** What an example declares of tools. */
export type Tools = Pick<Example, 'tools' | 'parallelToolCalls'>;

function toolsOf({ tools, parallelToolCalls }: Example, losses: Set<string>): Tools {
  return { tools: usableTools(tools, losses), ...(parallelToolCalls !== undefined && { parallelToolCalls }) };
}

/** Writes the conversation of an example, cut to what the shape carries; `write` gets it with the losses, to add its own. */
export function writeConversation(
  example: Example,
  carries: Carries,
  write: (messages: readonly ExampleMessage[], losses: Set<string>, tools: Tools) => JsonObject | Refused,
): Written {
  const losses = lossesBeside(example, carries);
  const conversation = conversationOf(example, losses);
  if (!isMessages(conversation)) return conversation;
  const messages = fitTo(conversation, carries, losses);
  if (!isMessages(messages)) return messages;
  const value = write(messages, losses, toolsOf(example, losses));
  return isRefused(value) ? { refused: value.refused } : { values: [value], losses: [...losses] };
}

/** The two answers of a pair and what they reply to, each cut to what the shape carries. */
export interface Pair {
  readonly input: readonly ExampleMessage[];
  readonly preferred: readonly ExampleMessage[];
  readonly rejected: readonly ExampleMessage[];
}

/** Writes an example that compares two answers; refuses one that does not. */
export function writePair(
  example: Example,
  carries: Carries,
  write: (pair: Pair, losses: Set<string>, tools: Tools) => JsonObject | Refused,
): Written {
  const { sides } = example;
  if (!sides || sides.preferred.length === 0 || sides.rejected.length === 0)
    return { refused: 'it has no two answers, a better and a worse one, to compare' };
  const losses = lossesBeside(example, carries);
  const input = fitTo(example.messages, carries, losses);
  const preferred = fitTo(sides.preferred, carries, losses);
  const rejected = fitTo(sides.rejected, carries, losses);
  if (!isMessages(input)) return input;
  if (!isMessages(preferred)) return preferred;
  if (!isMessages(rejected)) return rejected;
  if (input.length === 0) return { refused: 'there is nothing that its answers reply to' };
  if ([...preferred, ...rejected].some(({ role }) => role !== 'assistant' && role !== 'tool'))
    return { refused: 'its answers hold messages that are not the assistant’s' };
  const value = write({ input, preferred, rejected }, losses, toolsOf(example, losses));
  return isRefused(value) ? { refused: value.refused } : { values: [value], losses: [...losses] };
}

/** The losses of what stands beside the messages. */
export function lossesBeside({ rest, tools, parallelToolCalls }: Example, { calls }: Pick<Carries, 'calls'>): Set<string> {
  const losses = new Set(Object.keys(rest).map(dropped));
  if (tools.length > 0 && !calls) losses.add(dropped('tools'));
  if (parallelToolCalls !== undefined && calls !== 'ids') losses.add(dropped('parallel_tool_calls'));
  return losses;
}

/** Tells messages from a refusal. */
export function isMessages(value: readonly ExampleMessage[] | Refused): value is readonly ExampleMessage[] {
  return isArray(value);
}
