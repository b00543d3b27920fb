import { isObject, parseLine } from '../../json/parse';
import { withSpacing } from '../../json/spacing';
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
  const values = calls.map(callJson);
  return { from: 'function_call', value: values.length === 1 ? (values[0] ?? '') : `[${values.join(',')}]` };
}

// The arguments stay as they are spelt, because long numbers would be rounded.
function callJson({ name, arguments: given }: ToolCall): string {
  const parsed = parseLine(given);
  const spelled = parsed.ok && isObject(parsed.value) ? withSpacing(given.replace(/^\ufeff/, ''), 'compact') : undefined;
  return `{"name":${JSON.stringify(name)},"arguments":${spelled ?? JSON.stringify(given)}}`;
}
