import { isArray, isObject, type JsonObject, member, parseLine } from '../../json/parse';
import type { Path } from '../../json/path';
import type { ToolCall, ToolDefinition } from '../example';

/** The tools that a line declares in OpenAI's form, bare definitions and a list as JSON in a string included. */
export function readTools(tools: unknown, path: Path): readonly ToolDefinition[] {
  if (typeof tools === 'string') {
    const parsed = parseLine(tools);
    // A path cannot lead into a string, so all of them stand where the string does.
    return parsed.ok && isArray(parsed.value) ? parsed.value.map((tool) => readTool(tool, path)) : [];
  }
  return isArray(tools) ? tools.map((tool, index) => readTool(tool, [...path, index])) : [];
}

function readTool(tool: unknown, path: Path): ToolDefinition {
  const inner = isObject(tool) ? member(tool, 'function') : undefined;
  return isObject(inner) ? definition(inner, path) : definition(isObject(tool) ? tool : {}, path);
}

/** A definition by its name, description and the schema of its arguments. */
export function definition(value: JsonObject, path: Path, parameters = member(value, 'parameters')): ToolDefinition {
  const name = member(value, 'name');
  const description = member(value, 'description');
  const strict = member(value, 'strict');
  return {
    name: typeof name === 'string' ? name : '',
    ...(typeof description === 'string' && { description }),
    ...(parameters !== undefined && { parameters }),
    ...(typeof strict === 'boolean' && { strict }),
    path,
  };
}

/** The calls of a message: `tool_calls`, and the `function_call` of old. */
export function readCalls(message: JsonObject, path: Path): readonly ToolCall[] {
  const calls = member(message, 'tool_calls');
  const found = isArray(calls) ? calls.map((call, index) => readCall(call, [...path, 'tool_calls', index])) : [];
  const old = member(message, 'function_call');
  return isObject(old) ? [...found, callOf(old, undefined, [...path, 'function_call'])] : found;
}

function readCall(call: unknown, path: Path): ToolCall {
  if (!isObject(call)) return { name: '', arguments: jsonOf(call), path };
  const id = member(call, 'id');
  const custom = member(call, 'custom');
  const known = typeof id === 'string' ? id : undefined;
  if (isObject(custom)) {
    const { arguments: _, ...rest } = callOf(custom, known, path);
    return { ...rest, arguments: jsonOf(member(custom, 'input') ?? ''), custom: true };
  }
  const inner = member(call, 'function');
  return callOf(isObject(inner) ? inner : call, known, path);
}

/** A call by its name and arguments, which may be JSON in a string or the value itself. */
export function callOf(value: JsonObject, id: string | undefined, path: Path, given = member(value, 'arguments')): ToolCall {
  const name = member(value, 'name');
  return {
    ...(id !== undefined && { id }),
    name: typeof name === 'string' ? name : '',
    arguments: given === undefined ? '{}' : jsonOf(given),
    path,
  };
}

/** The value as JSON; a string is taken to be JSON already. */
function jsonOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
