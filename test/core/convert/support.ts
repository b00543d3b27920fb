import { linesInShape } from '../../../server/src/core/convert/linesInShape';
import type { ConvertOptions, Note, ReadResult, Span } from '../../../server/src/core/convert/reading';
import { shapeById } from '../../../server/src/core/shapes/index';

/** The lines in the shape that the options ask for. */
export function writeLines(result: ReadResult, options: ConvertOptions): readonly string[] {
  const shape = shapeById(options.shape ?? 'chat');
  return shape ? linesInShape(result, options, shape).lines : [];
}

/** What a fixture is expected to give, in a form that a person can read and change. */
export interface Expected {
  readonly reading: string;
  /** Each message as `role: content`. */
  readonly examples: readonly (readonly string[])[];
  /** Each note with the start of the text it is about. */
  readonly notes: readonly string[];
}

export function expectedOf(text: string, reading: string, result: ReadResult): Expected {
  return {
    reading,
    examples: result.examples.map(({ messages }) => messages.map(({ role, content }) => `${role}: ${content}`)),
    notes: result.notes.map((note) => `${note.message} « ${excerpt(text, note)} »`),
  };
}

function excerpt(text: string, { span }: Note): string {
  return text.slice(span.start, Math.min(span.end, span.start + 40));
}

/** The characters that can be seen and that no message, note or markup holds. */
function unaccounted(text: string, result: ReadResult): string {
  const messages = result.examples.flatMap(({ messages }) => messages.flatMap(({ span }) => (span === undefined ? [] : [span])));
  const spans: Span[] = [...messages, ...result.notes.map(({ span }) => span), ...result.markup];
  const held = new Uint8Array(text.length);
  for (const { start, end } of spans) held.fill(1, start, end);
  return [...text].reduce(
    ({ lost, at }, character) => ({
      lost: held[at] === 1 || /[\s\p{Cc}\p{Cf}]/u.test(character) ? lost : lost + character,
      at: at + character.length,
    }),
    { lost: '', at: 0 },
  ).lost;
}

/** A message whose content is not what its part of the text says, blanks, markup and what is left out aside. */
function misquoted(text: string, result: ReadResult): string | undefined {
  // The names of several users are written into the content.
  if (result.notes.some(({ message }) => message.startsWith('More than two speak'))) return undefined;
  const out = new Uint8Array(text.length);
  for (const { start, end } of result.markup) out.fill(1, start, end);
  for (const { message, span } of result.notes) if (/left out/.test(message)) out.fill(1, span.start, span.end);
  const seen = (words: string) => words.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
  for (const { content, span } of result.examples.flatMap(({ messages }) => messages)) {
    if (span === undefined) continue;
    let said = '';
    for (let at = span.start; at < span.end; at++) if (out[at] === 0) said += text.charAt(at);
    if (seen(said) !== seen(content) && seen(unescaped(said)) !== seen(content))
      return `${JSON.stringify(said)} became ${JSON.stringify(content)}`;
  }
  return undefined;
}

// The words of a JSON string as they are meant.
function unescaped(said: string): string {
  try {
    return JSON.parse(`"${said.replace(/\p{Cc}/gu, '')}"`);
  } catch {
    return said;
  }
}

/** What keeps a line from training, or undefined. */
function fault(line: string): string | undefined {
  if (/[\n\r\u0085\u2028\u2029]/.test(line)) return 'more than one line';
  if (/\p{Cs}/u.test(line)) return 'lone surrogate';
  const value: { messages?: { role: string; content: string; tool_calls?: unknown }[]; prompt?: string; completion?: string } =
    JSON.parse(line);
  if (value.messages === undefined) {
    return typeof value.prompt === 'string' && value.completion?.trim() ? undefined : 'no completion';
  }
  // Calls and their results stand between a question and its answer.
  const spoken = value.messages.filter(({ role, tool_calls }) => role !== 'tool' && tool_calls === undefined);
  const roles = spoken.map(({ role }) => role).join(' ');
  if (!/^(?:system )*(?:user assistant ?)+$/.test(roles)) return `roles ${roles}`;
  return spoken.every(({ content }) => /[^\s\p{Cc}\p{Cf}]/u.test(content)) ? undefined : 'empty content';
}

/** Checks what every result promises; returns what is broken, or undefined. */
export function broken(text: string, result: ReadResult, options: ConvertOptions): string | undefined {
  const lost = unaccounted(text, result);
  if (lost !== '') return `lost: ${JSON.stringify(lost)}`;
  for (const { span } of [...result.notes, ...result.examples.flatMap(({ messages }) => messages)]) {
    if (span !== undefined && !(0 <= span.start && span.start <= span.end && span.end <= text.length))
      return `span ${JSON.stringify(span)}`;
  }
  const wrong = misquoted(text, result);
  if (wrong !== undefined) return wrong;
  const lines = writeLines(result, options);
  // What nobody asks has no place in a chat.
  const { shape } = options;
  const fitting = result.examples.filter(({ messages }) => shape === 'completion' || messages.some(({ role }) => role === 'user'));
  if (lines.length !== fitting.length) return 'a line is missing';
  return lines.map(fault).find((found) => found !== undefined);
}
