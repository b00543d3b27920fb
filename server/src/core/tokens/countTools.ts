import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Counter } from './counter';
import { countTexts } from './texts';

// As section 7 of OpenAI's "How to count tokens with tiktoken", which tells it for requests to the models of each encoding.
const perFunction = { o200k_base: 7, cl100k_base: 10 } as const;
const properties = 3;
const perProperty = 3;
const enumeration = -3;
const perEnumItem = 3;
const end = 12;

/**
 * The tokens of a line's tools, or of its `functions` of old. Exact for requests with flat parameters; for nested ones each
 * property counts like one at the top.
 */
export function countTools(tools: unknown, counter: Counter): number {
  // Some data sets keep the list as a string of JSON.
  if (!isArray(tools)) return countTexts(tools, counter.count);
  if (tools.length === 0) return 0;
  let tokens = end;
  for (const tool of tools) {
    const definition = isObject(tool) ? (member(tool, 'function') ?? tool) : tool;
    tokens += isObject(definition) ? countFunction(definition, counter) : countTexts(definition, counter.count);
  }
  return tokens;
}

function countFunction(definition: JsonObject, counter: Counter): number {
  const signature = `${text(member(definition, 'name'))}:${description(definition)}`;
  return perFunction[counter.vocabulary] + counter.count(signature) + countSchema(member(definition, 'parameters'), counter.count);
}

function countSchema(schema: unknown, count: Counter['count']): number {
  let tokens = 0;
  // No recursion: JSON may be nested deeper than the call stack.
  const waiting: unknown[] = [schema];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isArray(next)) for (const branch of next) waiting.push(branch);
    if (!isObject(next)) continue;
    const members = member(next, 'properties');
    if (isObject(members)) {
      const names = Object.keys(members);
      if (names.length > 0) tokens += properties;
      for (const name of names) {
        tokens += countProperty(name, members[name], count);
        waiting.push(members[name]);
      }
    }
    for (const keyword of ['items', 'anyOf', 'oneOf', 'allOf', '$defs']) {
      const inner = member(next, keyword);
      if (keyword === '$defs' && isObject(inner)) for (const definition of Object.values(inner)) waiting.push(definition);
      else waiting.push(inner);
    }
  }
  return tokens;
}

function countProperty(name: string, schema: unknown, count: Counter['count']): number {
  if (!isObject(schema)) return perProperty + count(`${name}::`);
  const type = member(schema, 'type');
  const types = isArray(type) ? type.map(text).join('|') : text(type);
  let tokens = perProperty + count(`${name}:${types}:${description(schema)}`);
  const choices = member(schema, 'enum');
  if (isArray(choices)) {
    tokens += enumeration;
    for (const choice of choices) tokens += perEnumItem + count(text(choice));
  }
  return tokens;
}

function description(object: JsonObject): string {
  return text(member(object, 'description')).replace(/\.$/, '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
