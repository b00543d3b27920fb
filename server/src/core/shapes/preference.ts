import { schema, validate } from 'schemas:shapes/preference';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { isLogged } from './evidence';
import type { Example, ExampleMessage } from './example';
import { beside, firstKey } from './read/line';
import { otherMembers, readMessages } from './read/messages';
import type { MessageList, Shape } from './shape';
import { chatCarries, writeMessages, writeTools } from './write/messages';
import { writePair } from './write/training';

const inputs = ['input'] as const;
const preferred = ['preferred_output', 'preferred_completion'] as const;
const rejected = ['non_preferred_output', 'non_preferred_completion'] as const;

/** A conversation with a better and a worse answer: `{"input": {...}, "preferred_output": [...], "non_preferred_output": [...]}`. */
export const preference: Shape = {
  id: 'preference',
  name: 'preference pairs',
  signature: /["'“”](?:non_)?preferred_(?:output|completion)["'“”]\s*:/,
  schema,
  validate,
  detect: (value) => (hasAny(value, preferred) || hasAny(value, rejected)) && (hasAny(value, inputs) || hasBoth(value)) && !isLogged(value),
  fits: (value) => hasAny(value, preferred) || hasAny(value, rejected) || isObject(member(value, 'input')),
  read,
  write: (example) =>
    writePair(example, { ...chatCarries, part: noPart }, ({ input, preferred: better, rejected: worse }, _losses, tools) => ({
      input: { messages: writeMessages(input), ...writeTools(tools) },
      preferred_output: writeMessages(better),
      non_preferred_output: writeMessages(worse),
    })),
  messageLists,
};

function messageLists(value: JsonObject): readonly MessageList[] {
  const lists: MessageList[] = [];
  const input = member(value, 'input');
  const messages = isObject(input) ? member(input, 'messages') : undefined;
  if (isArray(messages)) lists.push({ path: ['input', 'messages'], messages, part: 'input' });
  const better = member(value, 'preferred_output');
  if (isArray(better)) lists.push({ path: ['preferred_output'], messages: better, part: 'preferred' });
  const worse = member(value, 'non_preferred_output');
  if (isArray(worse)) lists.push({ path: ['non_preferred_output'], messages: worse, part: 'rejected' });
  return lists;
}

function read(value: JsonObject): Example {
  const input = member(value, 'input');
  const given = isObject(input) ? input : {};
  const { tools, rest, ...others } = beside(given, ['messages']);
  const sideOf = (keys: readonly string[]): readonly ExampleMessage[] => {
    const key = firstKey(value, keys);
    return key === undefined ? [] : readMessages(value[key], [key]);
  };
  const taken = [firstKey(value, preferred), firstKey(value, rejected), 'input'].filter((key) => key !== undefined);
  return {
    ...others,
    messages: readMessages(member(given, 'messages'), ['input', 'messages']),
    sides: { preferred: sideOf(preferred), rejected: sideOf(rejected) },
    tools: tools.map((tool) => ({ ...tool, path: ['input', ...tool.path] })),
    rest: { ...rest, ...otherMembers(value, new Set(taken)) },
  };
}

// Services compare texts only.
function noPart(): boolean {
  return false;
}

function hasAny(value: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(value, key));
}

function hasBoth(value: JsonObject): boolean {
  return hasAny(value, preferred) && hasAny(value, rejected);
}
