import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';

/** A place in a line that spells the name of a tool or the id of a call. */
export interface NameUse {
  /** Names of tools and ids of calls are apart: a tool may be called as a call is. */
  readonly kind: 'tool' | 'call';
  readonly name: string;
  /** Where the string stands. */
  readonly path: Path;
  /** True where a tool is declared or a call is made; false where something refers to it. */
  readonly declares: boolean;
}

type Visit = (kind: NameUse['kind'], declares: boolean, name: unknown, ...rest: Path) => void;

// No training line nests deeper, and the walk must not exhaust the stack.
const deepest = 24;

// What stands under these is data of a tool's own, whatever its keys are called.
const opaque: ReadonlySet<string> = new Set(['parameters', 'inputSchema', 'input_schema', 'arguments', 'args', 'response']);

/** Every place of a parsed line that spells a tool's name or a call's id, in the forms of OpenAI, Gemini, Claude and Bedrock. */
export function namesOf(line: unknown): readonly NameUse[] {
  const uses: NameUse[] = [];
  walk(line, [], uses);
  return uses;
}

function walk(value: unknown, path: Path, uses: NameUse[]): void {
  if (path.length > deepest) return;
  if (isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, [...path, index], uses);
    return;
  }
  if (!isObject(value)) return;
  collect(value, path, (kind, declares, name, ...rest) => {
    if (typeof name === 'string' && name !== '') uses.push({ kind, name, path: [...path, ...rest], declares });
  });
  for (const key in value) {
    const child = value[key];
    // The input of a call is data, the input of a preference pair a conversation.
    if (opaque.has(key) || (key === 'input' && path.length > 0) || typeof child !== 'object') continue;
    walk(child, [...path, key], uses);
  }
}

function collect(object: JsonObject, path: Path, visit: Visit): void {
  const list = path.at(-2);
  const isItem = typeof path.at(-1) === 'number';
  if (isItem && (list === 'tools' || list === 'functions')) declared(object, visit);
  if (isItem && (list === 'functionDeclarations' || list === 'function_declarations')) visit('tool', true, member(object, 'name'), 'name');
  if (isItem && list === 'tool_calls') called(object, visit);
  if (path.at(-1) === 'function_call' || path.at(-1) === 'functionCall' || path.at(-1) === 'functionResponse') {
    visit('tool', false, member(object, 'name'), 'name');
  }
  if (path.at(-1) === 'tool_choice') chosen(object, visit);
  if (path.at(-1) === 'toolUse') {
    visit('tool', false, member(object, 'name'), 'name');
    visit('call', true, member(object, 'toolUseId'), 'toolUseId');
  }
  if (path.at(-1) === 'toolResult') visit('call', false, member(object, 'toolUseId'), 'toolUseId');
  if (object.type === 'tool_use') {
    visit('tool', false, member(object, 'name'), 'name');
    visit('call', true, member(object, 'id'), 'id');
  }
  if (object.type === 'tool_result') visit('call', false, member(object, 'tool_use_id'), 'tool_use_id');
  if (object.role === 'tool' || object.role === 'function') {
    visit('tool', false, member(object, 'name'), 'name');
    visit('call', false, member(object, 'tool_call_id'), 'tool_call_id');
  }
}

function declared(tool: JsonObject, visit: Visit): void {
  const key = ['function', 'custom', 'toolSpec'].find((each) => isObject(member(tool, each)));
  const definition = key === undefined ? tool : member(tool, key);
  if (isObject(definition)) visit('tool', true, member(definition, 'name'), ...(key === undefined ? ['name'] : [key, 'name']));
}

function called(call: JsonObject, visit: Visit): void {
  visit('call', true, member(call, 'id'), 'id');
  const key = isObject(member(call, 'function')) ? 'function' : 'custom';
  const definition = member(call, key);
  if (isObject(definition)) visit('tool', false, member(definition, 'name'), key, 'name');
}

function chosen(choice: JsonObject, visit: Visit): void {
  const definition = member(choice, 'function');
  if (isObject(definition)) visit('tool', false, member(definition, 'name'), 'function', 'name');
  else visit('tool', false, member(choice, 'name'), 'name');
}
