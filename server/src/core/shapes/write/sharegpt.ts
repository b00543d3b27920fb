import { isObject, type JsonObject, parseLine } from '../../json/parse';
import { type Example, type ExampleMessage, type ToolCall, textOf } from '../example';
import type { Carries } from './fit';
import { writeDefinition } from './messages';
import { writeConversation } from './training';
import type { Written } from './written';

const sharegptCarries: Carries = { title: 'ShareGPT', system: 'start', calls: 'order', reasoning: 'think', alternates: true };

/** Writes turns with `from` and `value`; calls are JSON in a turn of their own, and tools JSON in a string, as LLaMA-Factory reads them. */
export function writeSharegpt(example: Example): Written {
  return writeConversation(example, sharegptCarries, (messages, losses, { tools }) => {
    const turns: { from: string; value: string }[] = [];
    let previous: ExampleMessage | undefined;
    for (const message of messages) {
      const last = turns.at(-1);
      if (message.calls.length > 0 && message.content.length > 0) losses.add('text beside a tool call dropped');
      // The two sides speak in turn, so that several results are one.
      if (last && message.role === 'tool' && previous?.role === 'tool') {
        losses.add('results of calls made at once joined');
        last.value += `\n${textOf(message)}`;
      } else turns.push(turnOf(message));
      previous = message;
    }
    return {
      conversations: turns,
      ...(tools.length > 0 && { tools: JSON.stringify(tools.map(writeDefinition)) }),
    };
  });
}

const names = { system: 'system', developer: 'system', user: 'human', assistant: 'gpt', tool: 'observation', unknown: 'human' } as const;

function turnOf(message: ExampleMessage): { from: string; value: string } {
  const { calls, role } = message;
  if (calls.length === 0) return { from: names[role], value: textOf(message) };
  const values = calls.map(callValue);
  return { from: 'function_call', value: JSON.stringify(values.length === 1 ? values[0] : values) };
}

function callValue({ name, arguments: given }: ToolCall): JsonObject {
  const parsed = parseLine(given);
  return { name, arguments: parsed.ok && isObject(parsed.value) ? parsed.value : given };
}
