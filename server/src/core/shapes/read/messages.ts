import { isArray, isObject, type JsonObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import { meantRole } from '../../rules/nearNames';
import type { ExampleMessage, Role } from '../example';
import { readThoughtsAndCalls } from './apart';
import { other, readContent } from './content';
import { spelledCalls } from './spelledCalls';
import { readCalls } from './tools';

const roles: readonly Exclude<Role, 'unknown'>[] = ['system', 'developer', 'user', 'assistant', 'tool'];

/** Names under which reasoning stands beside an answer; the first is the most widely read. */
export const reasoningKeys = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_text'] as const;

/** A list of messages in OpenAI's form, or in ShareGPT's with `from` and `value`; what is no list holds no messages. */
export function readMessages(list: unknown, path: Path): readonly ExampleMessage[] {
  return isArray(list) ? list.map((message, index) => readMessage(message, [...path, index])) : [];
}

/** One message; a text alone, or any other value, is a message of nobody. */
export function readMessage(message: unknown, path: Path): ExampleMessage {
  if (!isObject(message)) {
    const content = typeof message === 'string' ? readContent(message, path) : [other(message, path)];
    return { role: 'unknown', content, calls: [], path };
  }
  const roleKey = Object.hasOwn(message, 'role') ? 'role' : 'from';
  const contentKey = Object.hasOwn(message, 'content') ? 'content' : 'value';
  const written = textMember(message, roleKey);
  const reasoningKey = reasoningKeys.find((key) => textMember(message, key) !== undefined);
  const reasoning = reasoningKey && textMember(message, reasoningKey);
  const answers = textMember(message, 'tool_call_id');
  const name = textMember(message, 'name');
  const refusal = textMember(message, 'refusal');
  const weightKey = Object.hasOwn(message, 'weight') ? 'weight' : 'loss_weight';
  const weight = member(message, weightKey);
  const apart = readThoughtsAndCalls([
    ...readContent(member(message, contentKey), [...path, contentKey]),
    ...(refusal !== undefined ? [{ kind: 'refusal', text: refusal, path: [...path, 'refusal'] } as const] : []),
  ]);
  const calls = [...readCalls(message, path), ...apart.calls];
  const thought = reasoningKey && reasoning !== undefined ? { text: reasoning, path: [...path, reasoningKey] } : apart.reasoning;
  // Only what was read is known: all else must be found among the other members.
  const known = new Set<string>([contentKey]);
  if (written !== undefined) known.add(roleKey);
  if (reasoningKey) known.add(reasoningKey);
  if (answers !== undefined) known.add('tool_call_id');
  if (name !== undefined) known.add('name');
  if (typeof weight === 'number') known.add(weightKey);
  for (const key of ['tool_calls', 'function_call', 'refusal']) if (isKnown(member(message, key))) known.add(key);
  if (refusal !== undefined) known.add('refusal');
  const rest = otherMembers(message, known);
  const read: ExampleMessage = {
    role: roleOf(written),
    ...(written !== undefined && { writtenRole: written }),
    content: apart.content,
    calls,
    ...(answers !== undefined && { answers }),
    ...(name !== undefined && { name }),
    ...(typeof weight === 'number' && { weight }),
    ...(thought && { reasoning: thought }),
    ...(rest && { rest }),
    path,
  };
  return written === 'function' && name === undefined ? asCall(read) : read;
}

// OpenAI's old results name their function; LLaMA-Factory's role of the same name makes calls.
function asCall(message: ExampleMessage): ExampleMessage {
  const [part] = message.content;
  const calls = part?.kind === 'text' && part.text.includes('"arguments"') ? spelledCalls(message) : [];
  return calls.length > 0 ? { ...message, role: 'assistant', content: [], calls } : message;
}

function textMember(object: JsonObject, key: string): string | undefined {
  const value = member(object, key);
  return typeof value === 'string' ? value : undefined;
}

// `null` says that there is none, and calls were read where they are a list or an object.
function isKnown(value: unknown): boolean {
  return value === null || typeof value === 'object';
}

/** A text as a message of its own; a value that is no text is kept as a part of another kind, and null is no message. */
export function textMessage(role: Role, text: unknown, path: Path): readonly ExampleMessage[] {
  if (text === undefined || text === null) return [];
  return [{ role, content: typeof text === 'string' ? [{ kind: 'text', text, path }] : [other(text, path)], calls: [], path }];
}

/** The role that a word stands for in any shape. */
export function roleOf(written: unknown): Role {
  if (typeof written !== 'string') return 'unknown';
  // Nearly every message of a file, so that it must cost nothing.
  const same = roles.find((role) => role === written);
  if (same) return same;
  if (written === 'function') return 'tool';
  if (written === 'function_call') return 'assistant';
  return (meantRole(written, roles) as Role | undefined) ?? 'unknown';
}

/** The members whose keys are not `known`; undefined when there is none. */
export function otherMembers(object: JsonObject, known: ReadonlySet<string>): JsonObject | undefined {
  let rest: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    if (known.has(key)) continue;
    rest ??= {};
    // Defined, not assigned: a key such as `__proto__` must stay a key.
    Object.defineProperty(rest, key, { value: object[key], enumerable: true, configurable: true, writable: true });
  }
  return rest;
}
