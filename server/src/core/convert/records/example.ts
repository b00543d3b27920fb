import type { Node } from 'jsonc-parser';
import { isObject, type JsonObject, parseLine } from '../../json/parse';
import { nodeAt, type PositionedLine, positionLine } from '../../json/positions';
import { onOneLine } from '../../json/records';
import { type Example, type ExampleMessage, textOf } from '../../shapes/example';
import { shapeById } from '../../shapes/index';
import type { Shape } from '../../shapes/shape';
import { isRefused, type Refused } from '../../shapes/write/written';
import { convertLine } from '../between/convertLine';
import { withoutSeparators } from '../between/jsonLine';
import { isBlank } from '../lines';
import type { ConvertOptions, Note, ReadExample, ReadMessage, Role, Span } from '../reading';
import { systemMessage, trainable } from '../trainable';

/** A record of a known shape with its place in the text. */
export interface KnownRecord {
  readonly value: JsonObject;
  readonly shape: Shape;
  readonly span: Span;
}

/**
 * The example that a record is. What a chat of plain texts has no place for (tool calls, images, answers to compare) goes
 * into the other shape as far as that can carry it; what is left out is said.
 */
export function exampleOf(
  text: string,
  { value, shape, span }: KnownRecord,
  options: ConvertOptions,
  notes: Note[],
): ReadExample | undefined {
  const example = shape.read(value);
  const source = text.slice(span.start, span.end);
  const line = positionLine(source);
  const messages = [...example.messages, ...(example.sides?.preferred ?? [])].map((message) => messageOf(message, line, span.start));
  if (isPlain(example)) {
    const keys = [...Object.keys(example.rest), ...example.messages.flatMap(({ rest = {} }) => Object.keys(rest))];
    for (const key of new Set(keys))
      notes.push({ message: `“${key}” of records is left out.`, span: { start: span.start, end: span.start + 1 } });
    const filled = messages.filter(({ content }) => !isBlank(content));
    const turns = inTurns(filled);
    if (turns.length < filled.length)
      notes.push({
        message: 'Messages of the same role follow each other in this record; they are joined.',
        span: { start: span.start, end: span.start + 1 },
      });
    return trainable(turns, options, notes);
  }
  // A text without a prompt has no place in a chat.
  if (example.running && example.messages.length === 1 && messages.every(({ role, content }) => role === 'assistant' && !isBlank(content)))
    return { messages };
  const record = withoutSeparators(onOneLine(source));
  const wanted = shapeById(options.shape === 'completion' ? 'completion' : 'chat');
  const written = writtenAs(example, record, wanted);
  if (isRefused(written)) {
    notes.push({ message: `This record is left out: ${written.refused}.`, span, costsExample: true });
    return undefined;
  }
  for (const loss of written.losses) notes.push({ message: `Of this record, ${loss}.`, span: { start: span.start, end: span.start + 1 } });
  const filled = messages.filter(({ content }) => !isBlank(content));
  return { messages: filled.some(({ role }) => role === 'system') ? filled : [...systemMessage(options), ...filled], record };
}

// Several trainers take only speakers who take turns.
function inTurns(messages: readonly ReadMessage[]): readonly ReadMessage[] {
  const turns: ReadMessage[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last === undefined || last.role !== message.role || message.role === 'system') turns.push(message);
    else turns[turns.length - 1] = { ...last, content: `${last.content}\n\n${message.content}`, span: undefined };
  }
  return turns;
}

// Texts of people who take turns, and nothing else that an example may hold.
function isPlain(example: Example): boolean {
  if (example.sides || example.running || example.label !== undefined || example.reference || example.tools.length > 0) return false;
  return example.messages.every(
    ({ role, content, calls, answers, name, weight, reasoning }) =>
      role !== 'tool' &&
      role !== 'unknown' &&
      calls.length === 0 &&
      answers === undefined &&
      name === undefined &&
      weight === undefined &&
      reasoning === undefined &&
      content.every(({ kind }) => kind === 'text'),
  );
}

function writtenAs(
  { messages, sides }: Example,
  record: string,
  wanted: Shape | undefined,
): { readonly losses: readonly string[] } | Refused {
  const learnt = [...messages, ...(sides?.preferred ?? [])];
  if (learnt.at(-1)?.role !== 'assistant') return { refused: 'it does not end with an answer' };
  const says = (message: ExampleMessage) =>
    message.calls.length > 0 || message.content.some(({ kind }) => kind !== 'text') || !isBlank(textOf(message));
  if (!learnt.every(says)) return { refused: 'a message of it is empty' };
  if (learnt.some(({ role }) => role === 'unknown')) return { refused: 'a message of it has a role that nobody knows' };
  if (learnt.some(({ role }, index) => role === 'tool' && !learnt.slice(0, index).some(({ calls }) => calls.length > 0)))
    return { refused: 'a tool answers without having been called' };
  const spoken = learnt.filter(({ role, calls }) => role !== 'tool' && calls.length === 0 && roleOf({ role }) !== 'system');
  if (spoken.some(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant')))
    return { refused: 'its speakers do not take turns' };
  return wanted === undefined ? { losses: [] } : convertLine(record, undefined, wanted);
}

function messageOf(message: ExampleMessage, line: PositionedLine, offset: number): ReadMessage {
  const calls = message.calls.map(({ name, arguments: given }) => `${name}(${given})`);
  const content = [textOf(message), ...calls].filter((part) => !isBlank(part)).join('\n');
  const [part] = message.content;
  const node = message.content.length === 1 && part !== undefined && calls.length === 0 ? nodeAt(line, part.path) : undefined;
  return { role: roleOf(message), content, span: node && insideOf(node, offset) };
}

function roleOf({ role }: Pick<ExampleMessage, 'role'>): Role {
  if (role === 'system' || role === 'developer') return 'system';
  return role === 'assistant' ? 'assistant' : 'user';
}

function insideOf(node: Node, offset: number): Span | undefined {
  return node.type === 'string' ? { start: offset + node.offset + 1, end: offset + node.offset + node.length - 1 } : undefined;
}

/** The object that a part of the text is, or undefined where it is no valid JSON. */
export function objectAt(text: string, span: Span): JsonObject | undefined {
  const parsed = parseLine(text.slice(span.start, span.end));
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}
