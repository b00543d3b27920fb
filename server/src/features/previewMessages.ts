import { parseLine } from '../core/json/parse';
import type { Span } from '../core/json/positions';
import type { Example, ExampleMessage, Part, ToolCall } from '../core/shapes/example';
import { dataUrlSize } from '../core/tokens/imageSize';
import type { MessageTraining } from '../core/training/learning';
import type { PreviewCall, PreviewMessage, PreviewPart, PreviewSection } from '../shared/previewView';
import { countAt } from './hoverExample';
import type { PreviewLine } from './previewLine';
import { prettyJson } from './previewTexts';

/** The messages of an example: the conversation, of which `learn` says what training makes, then the answers to compare. */
export function previewSections(
  line: PreviewLine,
  { messages, sides }: Example,
  learn: (message: ExampleMessage, index: number) => MessageTraining,
): readonly PreviewSection[] {
  const conversation = { messages: paired(messages, (message, index) => previewMessage(line, message, learn(message, index))) };
  if (!sides) return [conversation];
  const side = (name: 'preferred' | 'rejected'): PreviewSection => ({
    side: name,
    messages: paired(sides[name], (message) => previewMessage(line, message, { training: name })),
  });
  return [conversation, side('preferred'), side('rejected')];
}

/** Puts the messages that answer a call into the call, where the call stands before them. */
function paired(
  messages: readonly ExampleMessage[],
  draw: (message: ExampleMessage, index: number) => PreviewMessage,
): readonly PreviewMessage[] {
  type Call = PreviewMessage['calls'][number];
  const shown: PreviewMessage[] = [];
  const results = new Map<Call, PreviewMessage>();
  // The calls that wait for their answer, by their ids; the next to be answered stands last. Shapes without ids answer them in order.
  const waiting = new Map<string | undefined, Call[]>();
  messages.forEach((source, index) => {
    const message = draw(source, index);
    const call = source.role === 'tool' ? waiting.get(source.answers)?.pop() : undefined;
    if (call) {
      results.set(call, message);
      return;
    }
    shown.push(message);
    for (const each of message.calls.toReversed()) {
      const same = waiting.get(each.id);
      if (same) same.push(each);
      else waiting.set(each.id, [each]);
    }
  });
  const answered = (call: Call): Call => {
    const result = results.get(call);
    return result ? { ...call, result } : call;
  };
  return shown.map((message) => (message.calls.length > 0 ? { ...message, calls: message.calls.map(answered) } : message));
}

function previewMessage(line: PreviewLine, message: ExampleMessage, fate: MessageTraining): PreviewMessage {
  const { path, role, writtenRole, name, content, reasoning, calls, rest = {} } = message;
  const span = line.spanAt(path);
  const only = onlyText(line, message);
  const tokens = countAt(line.tokens, path)?.tokens;
  return {
    path,
    span,
    content: contentSpan(line, message, span),
    ...(only && { textPath: only.path }),
    role: role === 'developer' ? 'system' : role === 'unknown' ? 'other' : role,
    spelling: writtenRole ?? '',
    ...(name !== undefined && { name }),
    parts: [
      ...content.map((part) => previewPart(line, part)),
      ...Object.entries(rest).map(([key, value]): PreviewPart => {
        return { kind: 'other', label: key, json: line.jsonAt([...path, key], value) };
      }),
    ],
    ...(reasoning && { reasoning: line.text(reasoning.text) }),
    calls: calls.map((call) => previewCall(line, call)),
    ...fate,
    ...(tokens !== undefined && { tokens }),
    findings: [],
  };
}

/** What a message says: its only text without the quotes, or all of its parts and calls. */
function contentSpan(line: PreviewLine, message: ExampleMessage, whole: Span): Span {
  const only = onlyText(line, message);
  const spans = [...message.content, ...message.calls].map(({ path }) => line.spanAt(path));
  const [first] = spans;
  if (!first) return whole;
  if (only) return { start: first.start + 1, end: Math.max(first.start + 1, first.end - 1) };
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

// Some shapes keep results as JSON, which reads as a text and is none.
function onlyText(line: PreviewLine, { content, calls }: ExampleMessage): Part | undefined {
  const [first, ...others] = content;
  return first && others.length === 0 && calls.length === 0 && line.isText(first.path) ? first : undefined;
}

function previewPart(line: PreviewLine, part: Part): PreviewPart {
  switch (part.kind) {
    case 'image': {
      const { url, detail } = part;
      const size = dataUrlSize(url);
      return { kind: 'image', url, ...(detail !== undefined && { detail }), ...(size && { size }) };
    }
    case 'other':
      return { kind: 'other', label: part.type, json: line.jsonAt(part.path, part.value) };
    case 'refusal':
      return { kind: 'refusal', text: line.text(part.text) };
    case 'text':
      return isJson(part.text)
        ? { kind: 'json', text: line.text(part.text), pretty: line.text(prettyJson(part.text)) }
        : { kind: 'text', text: line.text(part.text) };
  }
}

/** Results of tools and structured answers are objects or lists in JSON. */
function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && parseLine(text).ok;
}

function previewCall(line: PreviewLine, { id, name, arguments: given, custom, path }: ToolCall): PreviewCall {
  const json = !custom && parseLine(given).ok;
  return {
    ...(id !== undefined && { id }),
    name,
    arguments: line.text(json ? prettyJson(given) : given),
    json,
    span: line.spanAt(path),
  };
}
