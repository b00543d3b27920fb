import { hashOf } from '../check/hash';
import { hashesOfExample } from '../check/lineHashes';
import { isObject, type JsonObject, parseLine } from '../json/parse';
import { shapeOf } from '../shapes/detect';
import { allMessages, type Example } from '../shapes/example';
import type { Shape } from '../shapes/shape';

/** A line that is an example, with what operations on whole files ask of it. */
export interface ExampleLine {
  readonly text: string;
  readonly value: JsonObject;
  readonly shape: Shape;
  readonly example: Example;
}

/** Reads a line; undefined for lines that are no example of any shape: blank, broken, or something else. */
export function readExample(text: string, fileShape: Shape): ExampleLine | undefined {
  const parsed = parseLine(text);
  return parsed.ok ? exampleOf(text, parsed.value, fileShape) : undefined;
}

/** The same of a line whose value is known. */
export function exampleOf(text: string, value: unknown, fileShape: Shape): ExampleLine | undefined {
  if (!isObject(value)) return undefined;
  const shape = shapeOf(value, fileShape);
  return shape && { text, value, shape, example: shape.read(value) };
}

/** What tells whether two examples would leak into each other; both are 53-bit hashes. */
export interface LeakKeys {
  /** Equal for the lines that the rule `duplicate-example` calls equal. */
  readonly whole: number;
  /** Equal for lines whose answers come after the same input. */
  readonly input: number | undefined;
}

/** The keys of an example: equal lines and equal inputs belong together, as the rules about duplicates and contradictions see it. */
export function leakKeys({ value, shape, example }: ExampleLine): LeakKeys {
  const { whole, input } = hashesOfExample(value, shape);
  return { whole, input: input ?? inputOf(example) };
}

/** The input of shapes that the rules do not compare: all that stands before the first answer that is learnt. */
function inputOf(example: Example): number | undefined {
  const { messages, sides, learntFrom } = example;
  const end = sides ? messages.length : (learntFrom ?? messages.findLastIndex(({ role }) => role === 'assistant'));
  const before = messages.slice(0, Math.max(0, end));
  if (!before.some(({ role, content }) => role === 'user' && content.length > 0)) return undefined;
  return hashOf(before.map(({ role, content, calls }) => [role, content.map(withoutPath), calls.map(withoutPath)]));
}

function withoutPath({ path: _, ...rest }: { readonly path: unknown }): object {
  return rest;
}

/** The text of the example's system prompt; empty where it has none. */
export function systemPromptOf({ example }: ExampleLine): string {
  const message = allMessages(example).find(({ role }) => role === 'system' || role === 'developer');
  return message?.content.map((part) => (part.kind === 'text' ? part.text : '')).join('\n') ?? '';
}
