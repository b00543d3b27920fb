import { isArray, isObject, type JsonObject, member } from '../core/json/parse';
import type { Path } from '../core/json/path';
import { valueAt } from './cursor';

/** A function that a line declares in `tools` or `functions`. */
export interface DeclaredTool {
  readonly name: string;
  readonly description: string | undefined;
  /** The JSON Schema of its arguments. */
  readonly parameters: JsonObject | undefined;
}

/** A call that a message makes. */
export interface ToolCall {
  readonly id: string;
  readonly name: string | undefined;
}

/** The functions that a line declares, in its own order. */
export function declaredTools(line: unknown): readonly DeclaredTool[] {
  const lists = [['tools'], ['functions'], ['input', 'tools']].map((path) => valueAt(line, path));
  return lists
    .filter(isArray)
    .flat()
    .flatMap((tool) => {
      const definition = isObject(tool) ? (member(tool, 'function') ?? tool) : undefined;
      if (!isObject(definition)) return [];
      const { name, description, parameters } = definition;
      if (typeof name !== 'string' || name === '') return [];
      return [
        {
          name,
          description: typeof description === 'string' ? description : undefined,
          parameters: isObject(parameters) ? parameters : undefined,
        },
      ];
    });
}

/** The path of the list of messages that a path leads into. */
export function messagesPath(path: Path): Path {
  const item = path.findIndex((step) => typeof step === 'number');
  return item === -1 ? path : path.slice(0, item);
}

/** The messages that stand before the one that a path leads into; the answers of a preference pair follow its input. */
export function messagesBefore(line: unknown, path: Path): readonly JsonObject[] {
  const list = messagesPath(path);
  const index = path[list.length];
  const own = valueAt(line, list);
  const input = list[0] === 'input' ? undefined : valueAt(line, ['input', 'messages']);
  const before = isArray(own) && typeof index === 'number' ? own.slice(0, index) : [];
  return [...(isArray(input) ? input : []), ...before].filter(isObject);
}

/** The calls among messages that no `tool` message among them or among `later` ones answers. */
export function unansweredCalls(messages: readonly JsonObject[], later: readonly unknown[] = []): readonly ToolCall[] {
  const answered = new Set([...messages, ...later.filter(isObject)].map((message) => member(message, 'tool_call_id')));
  return messages.flatMap(toolCalls).filter(({ id }) => !answered.has(id));
}

function toolCalls(message: JsonObject): readonly ToolCall[] {
  const calls = member(message, 'tool_calls');
  if (!isArray(calls)) return [];
  return calls.filter(isObject).flatMap((call) => {
    const id = member(call, 'id');
    const name = valueAt(call, ['function', 'name']);
    return typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : undefined }] : [];
  });
}

/** An id that no call in the list of messages has that a path leads into. */
export function freeCallId(line: unknown, path: Path): string {
  const messages = valueAt(line, messagesPath(path));
  const used = new Set(
    isArray(messages)
      ? messages
          .filter(isObject)
          .flatMap(toolCalls)
          .map(({ id }) => id)
      : [],
  );
  let number = 1;
  while (used.has(`call_${number}`)) number += 1;
  return `call_${number}`;
}
