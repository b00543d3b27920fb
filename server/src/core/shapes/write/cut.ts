import type { JsonObject } from '../../json/parse';
import type { Example, ExampleMessage } from '../example';
import { dropped } from './conversation';
import { writeMessages, writeTools } from './messages';

/** A conversation cut in two for TRL: what is given, up to the last message of the user, and what is to be learnt. */
export function writeCut(messages: readonly ExampleMessage[], example: Example, losses: Set<string>): JsonObject {
  const cut = example.learntFrom ?? messages.findLastIndex(({ role }) => role === 'user') + 1;
  const given = messages.slice(0, cut);
  if (given.some(({ role, weight }) => role === 'assistant' && weight !== 0)) losses.add('earlier answers are given, no longer learnt');
  if (messages.slice(cut).some(({ weight }) => weight === 0)) losses.add(dropped('weight'));
  const { parallel_tool_calls: parallel, ...tools } = writeTools(example);
  if (parallel !== undefined) losses.add(dropped('parallel_tool_calls'));
  const written = writeMessages(messages.map(({ weight: _, ...message }) => message));
  return { prompt: written.slice(0, cut), completion: written.slice(cut), ...tools };
}
