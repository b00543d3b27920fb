import { isObject, type JsonObject, parseLine } from '../../json/parse';
import { type ExampleMessage, type Part, type ToolCall, type ToolDefinition, textOf } from '../example';
import { toolNames } from './callIds';
import type { Carries } from './fit';
import type { Refused } from './written';

/** What Google's form can hold; files lie in Cloud Storage. */
export const geminiCarries: Carries = {
  title: 'the Gemini form',
  system: 'start',
  calls: 'order',
  reasoning: 'apart',
  part: (part) => part.kind === 'image' && part.url.startsWith('gs://') && mediaType(part) !== undefined,
};

/** `systemInstruction` and `contents`; refuses calls whose arguments are no object. */
export function writeGemini(messages: readonly ExampleMessage[]): JsonObject | Refused {
  const [first] = messages;
  const system = first?.role === 'system' ? first : undefined;
  const names = toolNames(messages);
  const contents: { role: string; parts: JsonObject[] }[] = [];
  let previous: ExampleMessage | undefined;
  for (const message of system ? messages.slice(1) : messages) {
    const parts = message.role === 'tool' ? [resultPart(message, names.get(message) ?? '')] : turnParts(message);
    if (!parts) return { refused: 'the arguments of a call are no JSON object' };
    const last = contents.at(-1);
    // The results of one message's calls make one turn.
    if (last && message.role === 'tool' && previous?.role === 'tool') last.parts.push(...parts);
    else contents.push({ role: message.role === 'assistant' ? 'model' : 'user', parts });
    previous = message;
  }
  return { ...(system && { systemInstruction: { parts: system.content.map(writePart) } }), contents };
}

/** One turn of the model. */
export function writeModelTurn(messages: readonly ExampleMessage[]): JsonObject | Refused {
  const parts = messages.flatMap((message) => turnParts(message) ?? []);
  return { role: 'model', parts };
}

function turnParts({ content, calls, reasoning }: ExampleMessage): JsonObject[] | undefined {
  const used = calls.map(callPart);
  if (used.some((part) => part === undefined)) return undefined;
  const parts = [
    ...(reasoning ? [{ text: reasoning.text, thought: true }] : []),
    ...content.map(writePart),
    ...used.filter((part) => part !== undefined),
  ];
  return parts.length > 0 ? parts : [{ text: '' }];
}

function callPart(call: ToolCall): JsonObject | undefined {
  const args = argumentsObject(call);
  return args && { functionCall: { name: call.name, args } };
}

/** The arguments of a call as an object; undefined where they are none. */
export function argumentsObject({ arguments: given, custom }: ToolCall): JsonObject | undefined {
  const parsed = custom ? undefined : parseLine(given.trim() === '' ? '{}' : given);
  return parsed?.ok && isObject(parsed.value) ? parsed.value : undefined;
}

function writePart(part: Part): JsonObject {
  if (part.kind === 'image') return { fileData: { mimeType: mediaType(part) ?? '', fileUri: part.url } };
  return { text: part.kind === 'other' ? '' : part.text };
}

function mediaType({ url, mediaType: known }: Part & { readonly kind: 'image' }): string | undefined {
  if (known !== undefined) return known;
  const ending = /\.(png|jpe?g|webp|gif|heic|heif)$/i.exec(url)?.[1]?.toLowerCase();
  return ending && `image/${ending === 'jpg' ? 'jpeg' : ending}`;
}

// The service asks for an object; text stands under the name that its documentation uses.
function resultPart(message: ExampleMessage, name: string): JsonObject {
  const text = textOf(message);
  const parsed = parseLine(text);
  const value = parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
  const isWrapped = value !== undefined && Object.keys(value).length === 1 && ['result', 'output', 'content'].some((key) => key in value);
  return { functionResponse: { name, response: value !== undefined && !isWrapped ? value : { result: text } } };
}

/** The declarations of tools as Google has them. */
export function writeDeclarations(tools: readonly ToolDefinition[], losses: Set<string>): JsonObject {
  if (tools.length === 0) return {};
  if (tools.some(({ strict }) => strict !== undefined)) losses.add('`strict` of tools dropped');
  const functionDeclarations = tools.map(({ name, description, parameters }) => ({
    name,
    ...(description !== undefined && { description }),
    ...(parameters !== undefined && { parameters }),
  }));
  return { tools: [{ functionDeclarations }] };
}
