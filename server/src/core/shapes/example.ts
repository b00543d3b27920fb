import type { JsonObject } from '../json/parse';
import type { Path } from '../json/path';

/** Who speaks, whatever the shape calls them; `unknown` where the line names nobody that is known. */
export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'unknown';

/** A piece of a message's content; `path` leads to its value in the line: to the string of a text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly path: Path }
  | { readonly kind: 'refusal'; readonly text: string; readonly path: Path }
  /** An image; `url` is an address (`https:`, `gs://`, `s3://`) or holds the image itself (`data:`). */
  | { readonly kind: 'image'; readonly url: string; readonly mediaType?: string; readonly detail?: string; readonly path: Path }
  /** Anything else: audio, a file, a video, or a value that is no content at all; `type` names it for people. */
  | { readonly kind: 'other'; readonly type: string; readonly value: unknown; readonly path: Path };

/** A function that the assistant calls. */
export interface ToolCall {
  /** Undefined where the shape or the line has no ids. */
  readonly id?: string;
  readonly name: string;
  /** The arguments as JSON in a string, as the line spells it where it does; for a custom tool its input as text. */
  readonly arguments: string;
  /** Whether the tool takes free text and not JSON. */
  readonly custom?: true;
  readonly path: Path;
}

/** One message, or one text that stands for a message in shapes without messages. */
export interface ExampleMessage {
  readonly role: Role;
  /** The role in the line's own words (`gpt`, `Chatbot`, `model`); undefined where the shape has none or the line lacks it. */
  readonly writtenRole?: string;
  readonly content: readonly Part[];
  /** What stands between the texts of `content` where together they are one text (Alpaca's instruction and input); absent where they are parts. */
  readonly joint?: string;
  /** The calls of an assistant's message, in their order. */
  readonly calls: readonly ToolCall[];
  /** The id of the call that a tool's message answers. */
  readonly answers?: string;
  readonly name?: string;
  /** How much the message counts in training as the line says it, mostly 0 or 1. */
  readonly weight?: number;
  /** What the assistant thinks before it answers. */
  readonly reasoning?: { readonly text: string; readonly path: Path };
  /** The other members of the message. */
  readonly rest?: JsonObject;
  /** Where the message stands: the object, or the text where the shape has only texts. */
  readonly path: Path;
}

/** A function that may be called. */
export interface ToolDefinition {
  /** Empty where the line does not name it. */
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments, as the line has it. */
  readonly parameters?: unknown;
  readonly strict?: boolean;
  readonly path: Path;
}

/**
 * One training example, whatever its shape. It is read from any JSON, faulty lines included: what can be read is here,
 * nothing throws, and every part says by its path where in the line it stands.
 */
export interface Example {
  /** The conversation. In preference pairs what both answers reply to, in reinforcement tasks what the model is to answer. */
  readonly messages: readonly ExampleMessage[];
  /** The index of the first message that is learnt, where the shape cuts prompt from completion; absent where every answer is. */
  readonly learntFrom?: number;
  /** True where the texts are one running text (prompt and completion, plain text) rather than the turns of a conversation. */
  readonly running?: true;
  /** The answers to compare. */
  readonly sides?: { readonly preferred: readonly ExampleMessage[]; readonly rejected: readonly ExampleMessage[] };
  /** Whether the answer is marked as a good one (KTO). */
  readonly label?: boolean;
  /** What a grader reads: the keys of a reinforcement task beside its messages and tools. */
  readonly reference?: JsonObject;
  readonly tools: readonly ToolDefinition[];
  readonly parallelToolCalls?: boolean;
  /** The other members of the line. */
  readonly rest: JsonObject;
}

/** All messages of an example in the order of reading: the conversation, the preferred answer, the rejected one. */
export function allMessages({ messages, sides }: Example): readonly ExampleMessage[] {
  return sides ? [...messages, ...sides.preferred, ...sides.rejected] : messages;
}

/** The texts and refusals of a message as one text, without images and calls; empty where it has none. */
export function textOf({ content, joint = '\n' }: Pick<ExampleMessage, 'content' | 'joint'>): string {
  let text: string | undefined;
  for (const part of content) {
    if (part.kind !== 'text' && part.kind !== 'refusal') continue;
    text = text === undefined ? part.text : text + joint + part.text;
  }
  return text ?? '';
}
