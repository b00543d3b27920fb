import { isArray, type JsonObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import type { Example, ExampleMessage, ToolDefinition } from '../example';
import { otherMembers, readMessages, textMessage } from './messages';
import { readTools } from './tools';

const toolKeys = ['tools', 'functions'] as const;

/** What stands beside the messages in most shapes; `known` are the keys that the shape has read itself. */
export function beside(value: JsonObject, known: readonly string[]): Pick<Example, 'tools' | 'parallelToolCalls' | 'rest'> {
  const keys = new Set(known);
  const tools: ToolDefinition[] = [];
  for (const key of toolKeys) {
    const found = readTools(member(value, key), [key]);
    tools.push(...found);
    // What cannot be read stays among the other members, so that nothing is lost without a word.
    if (found.length > 0 || isEmpty(member(value, key))) keys.add(key);
  }
  const parallel = member(value, 'parallel_tool_calls');
  const isRead = typeof parallel === 'boolean';
  if (isRead) keys.add('parallel_tool_calls');
  return { tools, ...(isRead && { parallelToolCalls: parallel }), rest: otherMembers(value, keys) ?? {} };
}

function isEmpty(tools: unknown): boolean {
  return tools === null || tools === '' || (isArray(tools) && tools.length === 0);
}

/** The messages under a key that holds a list of them, or one text of `role`. */
export function textOrMessages(value: JsonObject, key: string, role: 'user' | 'assistant'): readonly ExampleMessage[] {
  const held = member(value, key);
  const path: Path = [key];
  return isArray(held) ? readMessages(held, path) : textMessage(role, held, path);
}

/** The first of the keys that the line has. */
export function firstKey(value: JsonObject, keys: readonly string[]): string | undefined {
  return keys.find((key) => Object.hasOwn(value, key));
}
