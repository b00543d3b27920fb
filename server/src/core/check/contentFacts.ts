import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { ContentFacts, LineSubject } from '../rules/rule';

// Longer ones hold documents, not instructions that lines have in common.
const longestPrompt = 4000;

/** What file rules compare of a line that has a shape. */
export function contentFacts({ value, shape, lists }: Pick<LineSubject, 'value' | 'shape' | 'lists'>): ContentFacts {
  const types = typesOf(value);
  if (shape?.id === 'completion') {
    const prompt = member(value, 'prompt');
    const completion = member(value, 'completion');
    if (typeof prompt !== 'string' || typeof completion !== 'string') return { types };
    return { types, pair: { prompt, completion } };
  }
  const [list] = lists;
  if (!list) return { types };
  const { messages, path } = list;
  const system = systemOf(messages[0]);
  return system === undefined ? { types } : { types, system: { text: system, path: [...path, 0, 'content'] } };
}

function systemOf(message: unknown): string | undefined {
  if (!isObject(message) || (message.role !== 'system' && message.role !== 'developer')) return undefined;
  const { content } = message;
  return typeof content === 'string' && content.length <= longestPrompt ? content : undefined;
}

function typesOf(value: JsonObject): string {
  let types = '';
  for (const key in value) types += types === '' ? `${key}:${typeName(value[key])}` : `\n${key}:${typeName(value[key])}`;
  return types;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : isArray(value) ? 'list' : typeof value;
}
