import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import { shapeOf } from '../shapes/detect';
import { allMessages, type Example, type ExampleMessage, textOf } from '../shapes/example';
import { writeMessages, writeTools } from '../shapes/write/messages';
import { type Counting, countMessage } from './countMessage';

/** A message as it is counted: in the form of a chat, or as nothing but its text where it stands in running text. */
export interface CountedMessage {
  readonly path: Path;
  readonly isAnswer: boolean;
  readonly tokens: number;
  readonly said?: number;
}

/** A line as it is counted by what its shape reads in it. */
export interface CountedReading {
  readonly messages: readonly CountedMessage[];
  /** The tools in OpenAI's form; undefined where there are none. */
  readonly tools: unknown;
  /** Whether turns frame its texts. */
  readonly isFramed: boolean;
  /** Whether answers are compared. */
  readonly isPair: boolean;
}

/**
 * Counts a line of a shape with other keys than a chat's as the chat that it holds; undefined where it has no known shape.
 * `doubts` takes the reasons of one message.
 */
export function countRead(line: JsonObject, countingOf: (path: Path) => Counting): CountedReading | undefined {
  const example = shapeOf(line, undefined)?.read(line);
  if (!example) return undefined;
  const messages = allMessages(example).map((message) => countOne(line, example, message, countingOf(message.path)));
  return {
    messages,
    tools: member(writeTools(example), 'tools'),
    isFramed: messages.some(({ said }) => said !== undefined),
    isPair: example.sides !== undefined,
  };
}

function countOne(line: JsonObject, { running }: Example, message: ExampleMessage, counting: Counting): CountedMessage {
  const { path, role } = message;
  const isAnswer = role === 'assistant';
  // A list keeps its frames also beside running text.
  if (running && typeof path.at(-1) !== 'number') return { path, isAnswer, tokens: counting.count(textOf(message)) };
  const written = valueAt(line, path);
  const [chat] = isChatMessage(written, role) ? [written] : writeMessages([withoutFiles(message)]);
  return { path, isAnswer, ...countMessage(chat, counting) };
}

function isChatMessage(written: unknown, role: string): boolean {
  if (!isObject(written) || member(written, 'role') !== role) return false;
  const content = member(written, 'content');
  return isArray(content) ? content.every((part) => isObject(part) && 'type' in part) : content !== undefined;
}

/** Of what is neither text nor image nobody can tell the tokens, and its bytes are none. */
function withoutFiles(message: ExampleMessage): ExampleMessage {
  return {
    ...message,
    content: message.content.map((part) => (part.kind === 'other' && isObject(part.value) ? { ...part, value: { type: 'file' } } : part)),
  };
}

function valueAt(line: JsonObject, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[step] : undefined),
    line,
  );
}
