import type { JsonObject } from '../../json/parse';
import { type ExampleMessage, type Part, type ToolDefinition, textOf } from '../example';
import type { Carries } from './fit';
import { argumentsObject } from './gemini';
import type { Refused } from './written';

/** What Amazon's conversations can hold; images lie in S3. */
export const converseCarries: Carries = {
  title: 'a Bedrock conversation',
  system: 'start',
  calls: 'order',
  reasoning: 'apart',
  part: (part, role) => role === 'user' && part.kind === 'image' && part.url.startsWith('s3://') && formatOf(part) !== undefined,
  alternates: true,
};

/** `schemaVersion`, `system` and `messages`; refuses calls whose arguments are no object. */
export function writeConverse(messages: readonly ExampleMessage[]): JsonObject | Refused {
  const [first] = messages;
  const system = first?.role === 'system' ? first : undefined;
  const turns: { role: string; content: JsonObject[] }[] = [];
  for (const message of system ? messages.slice(1) : messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = message.role === 'tool' ? [writeResult(message)] : writeContent(message);
    if (!content) return { refused: 'the arguments of a call are no JSON object' };
    const last = turns.at(-1);
    // Results and what the user says behind them make one turn, because the two must speak in turn.
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  return {
    schemaVersion: 'bedrock-conversation-2024',
    ...(system && { system: [{ text: textOf(system) }] }),
    messages: turns,
  };
}

function writeContent({ content, calls, reasoning }: ExampleMessage): JsonObject[] | undefined {
  const parts: JsonObject[] = [];
  if (reasoning) parts.push({ reasoningContent: { reasoningText: { text: reasoning.text } } });
  parts.push(...content.map(writePart));
  for (const call of calls) {
    const input = argumentsObject(call);
    if (!input) return undefined;
    parts.push({ toolUse: { toolUseId: call.id ?? '', name: call.name, input } });
  }
  return parts.length > 0 ? parts : [{ text: '' }];
}

function writePart(part: Part): JsonObject {
  if (part.kind === 'image') return { image: { format: formatOf(part) ?? '', source: { s3Location: { uri: part.url } } } };
  return { text: part.kind === 'other' ? '' : part.text };
}

function formatOf({ url, mediaType }: Part & { readonly kind: 'image' }): string | undefined {
  const format = mediaType?.replace(/^image\//, '') ?? /\.(png|jpe?g|gif)$/i.exec(url)?.[1]?.toLowerCase();
  return format === 'jpg' ? 'jpeg' : format;
}

function writeResult(message: ExampleMessage): JsonObject {
  return { toolResult: { toolUseId: message.answers ?? '', content: [{ text: textOf(message) }] } };
}

/** The declarations of tools as Amazon has them; a tool without parameters takes none. */
export function writeToolConfig(tools: readonly ToolDefinition[], losses: Set<string>): JsonObject {
  if (tools.length === 0) return {};
  if (tools.some(({ strict }) => strict !== undefined)) losses.add('`strict` of tools dropped');
  const specs = tools.map(({ name, description, parameters = { type: 'object', properties: {} } }) => ({
    toolSpec: { name, ...(description !== undefined && { description }), inputSchema: { json: parameters } },
  }));
  return { toolConfig: { tools: specs } };
}
