import { isObject, member, parseLine } from '../../json/parse';
import type { ExampleMessage, Part, ToolCall } from '../example';
import { callOf } from './tools';

/** The parts of a message without those that LLaMA-Factory has for thoughts and calls, and these by themselves. */
export function readThoughtsAndCalls(parts: readonly Part[]): Pick<ExampleMessage, 'content' | 'calls' | 'reasoning'> {
  if (!parts.some(({ kind }) => kind === 'other')) return { content: parts, calls: [] };
  const content: Part[] = [];
  const calls: ToolCall[] = [];
  let reasoning: ExampleMessage['reasoning'];
  for (const part of parts) {
    const value = part.kind === 'other' && isObject(part.value) ? member(part.value, 'value') : undefined;
    const called = part.kind === 'other' && part.type === 'tool_call' ? callIn(value) : undefined;
    if (called) calls.push(callOf(called, undefined, part.path));
    else if (part.kind === 'other' && part.type === 'reasoning' && typeof value === 'string' && !reasoning)
      reasoning = { text: value, path: [...part.path, 'value'] };
    else content.push(part);
  }
  return { content, calls, ...(reasoning && { reasoning }) };
}

function callIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const parsed = typeof value === 'string' ? parseLine(value) : undefined;
  const call = parsed?.ok ? parsed.value : value;
  return isObject(call) && typeof call.name === 'string' ? call : undefined;
}
