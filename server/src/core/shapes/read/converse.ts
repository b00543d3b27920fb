import { isArray, isObject, type JsonObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import type { Example, ExampleMessage, Part, ToolDefinition } from '../example';
import { other } from './content';
import { otherMembers } from './messages';
import { callOf, definition } from './tools';
import { readTurnOfParts } from './turn';

/** The conversation of a line in the form of Amazon's Converse. */
export function readConverse(value: JsonObject): Example {
  const system = member(value, 'system');
  const messages = member(value, 'messages');
  const tools = readToolConfig(member(value, 'toolConfig'));
  const keys = new Set(['schemaVersion', 'system', 'messages', ...(tools.length > 0 ? ['toolConfig'] : [])]);
  return {
    messages: [
      ...readSystem(system),
      ...(isArray(messages) ? messages.flatMap((message, index) => readTurn(message, ['messages', index])) : []),
    ],
    tools,
    rest: otherMembers(value, keys) ?? {},
  };
}

function readSystem(system: unknown): readonly ExampleMessage[] {
  const parts = typeof system === 'string' ? [system] : isArray(system) ? system : [];
  const content = parts.map((part, index) => readPart(part, isArray(system) ? ['system', index] : ['system']));
  return content.length > 0 ? [{ role: 'system', content, calls: [], path: ['system'] }] : [];
}

function readTurn(turn: unknown, path: Path): readonly ExampleMessage[] {
  return readTurnOfParts(turn, 'content', path, (part, at, parts) => {
    const use = isObject(part) ? member(part, 'toolUse') : undefined;
    const result = isObject(part) ? member(part, 'toolResult') : undefined;
    const thought = isObject(part) ? reasoningOf(member(part, 'reasoningContent'), at) : undefined;
    if (isObject(use)) parts.calls.push(callOf(use, idOf(use), at, member(use, 'input')));
    else if (isObject(result)) parts.results.push(readResult(result, at));
    else if (thought && !parts.reasoning) parts.reasoning = thought;
    else parts.content.push(readPart(part, at));
  });
}

function reasoningOf(reasoning: unknown, path: Path): ExampleMessage['reasoning'] {
  const inner = isObject(reasoning) ? member(reasoning, 'reasoningText') : undefined;
  const text = isObject(inner) ? member(inner, 'text') : undefined;
  return typeof text === 'string' ? { text, path: [...path, 'reasoningContent', 'reasoningText', 'text'] } : undefined;
}

function readPart(part: unknown, path: Path): Part {
  if (typeof part === 'string') return { kind: 'text', text: part, path };
  const text = isObject(part) ? member(part, 'text') : undefined;
  if (typeof text === 'string') return { kind: 'text', text, path: [...path, 'text'] };
  return (isObject(part) && readImage(member(part, 'image'), path)) || other(part, path);
}

function readImage(image: unknown, path: Path): Part | undefined {
  const format = isObject(image) ? member(image, 'format') : undefined;
  const source = isObject(image) ? member(image, 'source') : undefined;
  const type = typeof format === 'string' ? { mediaType: `image/${format}` } : {};
  const bytes = isObject(source) ? member(source, 'bytes') : undefined;
  if (typeof bytes === 'string' && typeof format === 'string')
    return { kind: 'image', url: `data:image/${format};base64,${bytes}`, ...type, path };
  const location = isObject(source) ? member(source, 's3Location') : undefined;
  const uri = isObject(location) ? member(location, 'uri') : undefined;
  return typeof uri === 'string' ? { kind: 'image', url: uri, ...type, path } : undefined;
}

function readResult(result: JsonObject, path: Path): ExampleMessage {
  const id = idOf(result);
  const given = member(result, 'content');
  const parts = isArray(given) ? given : given === undefined ? [] : [given];
  const content = parts.map((part, index): Part => {
    const at: Path = isArray(given) ? [...path, 'toolResult', 'content', index] : [...path, 'toolResult', 'content'];
    const json = isObject(part) ? member(part, 'json') : undefined;
    return json === undefined ? readPart(part, at) : { kind: 'text', text: JSON.stringify(json), path: at };
  });
  return { role: 'tool', content, calls: [], ...(id !== undefined && { answers: id }), path };
}

function idOf(value: JsonObject): string | undefined {
  const id = member(value, 'toolUseId');
  return typeof id === 'string' ? id : undefined;
}

function readToolConfig(config: unknown): readonly ToolDefinition[] {
  const tools = isObject(config) ? member(config, 'tools') : undefined;
  if (!isArray(tools)) return [];
  return tools.map((tool, index) => {
    const spec = isObject(tool) ? member(tool, 'toolSpec') : undefined;
    const schema = isObject(spec) ? member(spec, 'inputSchema') : undefined;
    const parameters = isObject(schema) ? member(schema, 'json') : undefined;
    return definition(isObject(spec) ? spec : {}, ['toolConfig', 'tools', index], parameters);
  });
}
