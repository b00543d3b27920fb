import { isArray, isObject, type JsonObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import type { Example, ExampleMessage, Part, ToolDefinition } from '../example';
import { other } from './content';
import { firstKey } from './line';
import { otherMembers } from './messages';
import { callOf, definition } from './tools';
import { readTurnOfParts } from './turn';

const systemKeys = ['systemInstruction', 'system_instruction'];
const resultKeys = ['result', 'output', 'content'];

/** The conversation of a line in Google's form; `known` are keys beside it that were read. */
export function readGemini(value: JsonObject, known: readonly string[]): Omit<Example, 'sides'> {
  const system = firstKey(value, systemKeys);
  const instruction = system === undefined ? undefined : member(value, system);
  const contents = member(value, 'contents');
  const tools = readDeclarations(member(value, 'tools'));
  const keys = new Set([...known, 'contents', ...(system === undefined ? [] : [system]), ...(tools.length > 0 ? ['tools'] : [])]);
  const turns = isArray(contents) ? contents.flatMap((turn, index) => readTurn(turn, ['contents', index])) : [];
  return {
    messages: [...(system === undefined ? [] : readSystem(instruction, [system])), ...turns],
    tools,
    rest: otherMembers(value, keys) ?? {},
  };
}

function readSystem(instruction: unknown, path: Path): readonly ExampleMessage[] {
  if (typeof instruction === 'string') return [{ role: 'system', content: [{ kind: 'text', text: instruction, path }], calls: [], path }];
  return readTurn(instruction, path).map((message) => ({ ...message, role: 'system' }));
}

/** One turn; the results of functions in it are messages of their own, as they are in other shapes. */
export function readTurn(turn: unknown, path: Path): readonly ExampleMessage[] {
  return readTurnOfParts(turn, 'parts', path, (part, at, parts) => {
    const call = isObject(part) ? (member(part, 'functionCall') ?? member(part, 'function_call')) : undefined;
    const response = isObject(part) ? (member(part, 'functionResponse') ?? member(part, 'function_response')) : undefined;
    const text = isObject(part) ? member(part, 'text') : undefined;
    if (isObject(call)) parts.calls.push(callOf(call, idOf(call), at, member(call, 'args')));
    else if (isObject(response)) parts.results.push(readResult(response, at));
    else if (isObject(part) && member(part, 'thought') === true && typeof text === 'string' && !parts.reasoning)
      parts.reasoning = { text, path: [...at, 'text'] };
    else parts.content.push(readPart(part, at));
  });
}

function readPart(part: unknown, path: Path): Part {
  if (typeof part === 'string') return { kind: 'text', text: part, path };
  const text = isObject(part) ? member(part, 'text') : undefined;
  if (typeof text === 'string') return { kind: 'text', text, path: [...path, 'text'] };
  const file = isObject(part) ? (member(part, 'fileData') ?? member(part, 'file_data')) : undefined;
  const uri = isObject(file) ? (member(file, 'fileUri') ?? member(file, 'file_uri')) : undefined;
  const type = isObject(file) ? (member(file, 'mimeType') ?? member(file, 'mime_type')) : undefined;
  if (typeof uri === 'string' && typeof type === 'string' && type.startsWith('image/'))
    return { kind: 'image', url: uri, mediaType: type, path };
  const inline = isObject(part) ? (member(part, 'inlineData') ?? member(part, 'inline_data')) : undefined;
  const data = isObject(inline) ? member(inline, 'data') : undefined;
  const inlineType = isObject(inline) ? (member(inline, 'mimeType') ?? member(inline, 'mime_type')) : undefined;
  if (typeof data === 'string' && typeof inlineType === 'string' && inlineType.startsWith('image/'))
    return { kind: 'image', url: `data:${inlineType};base64,${data}`, mediaType: inlineType, path };
  return typeof type === 'string' ? { kind: 'other', type, value: part, path } : other(part, path);
}

function readResult(response: JsonObject, path: Path): ExampleMessage {
  const name = member(response, 'name');
  const id = idOf(response);
  const value = member(response, 'response');
  return {
    role: 'tool',
    content: value === undefined ? [] : [{ kind: 'text', text: resultText(value), path }],
    calls: [],
    ...(id !== undefined && { answers: id }),
    ...(typeof name === 'string' && { name }),
    path,
  };
}

// The form asks for an object, so that a result that is none is wrapped into one.
function resultText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [key, ...others] = isObject(value) ? Object.keys(value) : [];
  const only = isObject(value) && key !== undefined && others.length === 0 && resultKeys.includes(key) ? value[key] : undefined;
  return typeof only === 'string' ? only : JSON.stringify(value);
}

function idOf(value: JsonObject): string | undefined {
  const id = member(value, 'id');
  return typeof id === 'string' ? id : undefined;
}

function readDeclarations(tools: unknown): readonly ToolDefinition[] {
  if (!isArray(tools)) return [];
  return tools.flatMap((tool, index) => {
    const key = isObject(tool) ? firstKey(tool, ['functionDeclarations', 'function_declarations']) : undefined;
    const declared = isObject(tool) && key !== undefined ? member(tool, key) : undefined;
    if (key === undefined || !isArray(declared)) return [];
    return declared.map((each, at) => definition(isObject(each) ? each : {}, ['tools', index, key, at]));
  });
}
