import { applyEdits, type SpanEdit, stringifyLike } from '../json/edits';
import type { Path } from '../json/path';
import { valueSpans } from '../json/positions';
import { allMessages, type ExampleMessage } from '../shapes/example';
import type { ExampleLine } from './exampleLine';

/** Which system prompt examples are to have: a text, or none. */
export interface SystemPromptChange {
  readonly text: string | undefined;
  /** Only where there is none yet. */
  readonly onlyMissing: boolean;
}

/** Where a system prompt stands in shapes that keep it beside the conversation, and what it is there. */
const besideMessages: Readonly<Record<string, { readonly key: string; readonly value: (text: string) => unknown }>> = {
  alpaca: { key: 'system', value: (text) => text },
  sharegpt: { key: 'system', value: (text) => text },
  'bedrock-claude': { key: 'system', value: (text) => text },
  'bedrock-converse': { key: 'system', value: (text) => [{ text }] },
  gemini: { key: 'systemInstruction', value: (text) => ({ role: 'system', parts: [{ text }] }) },
  'gemini-preference': { key: 'systemInstruction', value: (text) => ({ role: 'system', parts: [{ text }] }) },
};

/**
 * The line with this system prompt, everything else as it was spelt; the same text where it is so already, undefined where
 * the shape has no place for one or the prompt is made of several parts.
 */
export function withSystemPrompt(line: ExampleLine, { text, onlyMissing }: SystemPromptChange): string | undefined {
  const present = allMessages(line.example).find(({ role }) => role === 'system' || role === 'developer');
  if (!present) return text === undefined ? line.text : inserted(line, text);
  if (onlyMissing) return line.text;
  return text === undefined ? removed(line.text, present.path) : replaced(line.text, present, text);
}

function replaced(line: string, { content }: ExampleMessage, text: string): string | undefined {
  const [part, ...others] = content;
  if (part?.kind !== 'text' || others.length > 0) return undefined;
  if (part.text === text) return line;
  const [span] = valueSpans(line, [part.path]);
  return span && changed(line, { ...span, text: JSON.stringify(text) });
}

function inserted({ text: line, shape, value }: ExampleLine, text: string): string | undefined {
  const beside = besideMessages[shape.id];
  if (beside) return applyEdits(line, [{ op: 'set', path: [beside.key], value: beside.value(text) }]);
  const [list] = shape.messageLists?.(value) ?? [];
  if (!list || list.part === 'preferred' || list.part === 'rejected') return undefined;
  const [span] = valueSpans(line, [list.path]);
  if (!span) return undefined;
  const message = stringifyLike(line, { role: 'system', content: text });
  const gap = line.includes(', "') ? ', ' : ',';
  return changed(line, { start: span.start + 1, end: span.start + 1, text: list.messages.length > 0 ? message + gap : message });
}

function removed(line: string, path: Path): string | undefined {
  const index = path.at(-1);
  if (typeof index !== 'number') return applyEdits(line, [{ op: 'remove', path }]);
  const [span, next] = valueSpans(line, [path, [...path.slice(0, -1), index + 1]]);
  if (!span) return undefined;
  if (next) return changed(line, { start: span.start, end: next.start, text: '' });
  return applyEdits(line, [{ op: 'remove', path }]);
}

function changed(line: string, { start, end, text }: SpanEdit): string {
  return line.slice(0, start) + text + line.slice(end);
}
