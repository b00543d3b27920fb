import type { Note, ReadExample, ReadMessage, ReadResult, Span } from '../reading';
import { chunksOf } from './chunk';
import { countAll, framing, type TokenLimit } from './limit';

/** Makes several examples of each that is longer than the limit: of a conversation by its turns, of one answer by its paragraphs. */
export async function splitLong(text: string, result: ReadResult, limit: TokenLimit): Promise<ReadResult> {
  const examples: ReadExample[] = [];
  const notes: Note[] = [...result.notes];
  const counts = await countAll(
    limit,
    result.examples.flatMap(({ messages }) => messages.map(({ content }) => content)),
  );
  let at = 0;
  for (const example of result.examples) {
    const tokens = example.messages.map(() => (counts[at++] ?? 0) + framing);
    const total = sum(tokens);
    if (total <= limit.maxTokens) {
      examples.push(example);
      continue;
    }
    if (example.record !== undefined) {
      const message = `This record has more than ${limit.maxTokens} tokens; cutting it would lose what is more than text, so it stays whole.`;
      notes.push({ message, span: spanOf(example.messages) });
      examples.push(example);
      continue;
    }
    const parts = await splitOne(text, example, tokens, limit, notes);
    for (const part of parts) examples.push(part);
    if (parts.length > 1) {
      const message = `This example has more than ${limit.maxTokens} tokens; it is cut into several.`;
      notes.push({ message, span: spanOf(example.messages) });
    }
  }
  return { ...result, examples, notes: notes.sort((a, b) => a.span.start - b.span.start) };
}

interface Exchange {
  readonly messages: readonly ReadMessage[];
  readonly tokens: number;
}

async function splitOne(
  text: string,
  { messages }: ReadExample,
  tokens: readonly number[],
  limit: TokenLimit,
  notes: Note[],
): Promise<readonly ReadExample[]> {
  const head = messages.filter(({ role }) => role === 'system');
  const room = limit.maxTokens - sum(tokens.slice(0, head.length));
  const examples: ReadExample[] = [];
  let group: Exchange[] = [];
  const finish = () => {
    if (group.length > 0) examples.push({ messages: [...head, ...group.flatMap((exchange) => exchange.messages)] });
  };
  for (const exchange of exchangesOf(messages.slice(head.length), tokens.slice(head.length))) {
    if (exchange.tokens > room) {
      finish();
      group = [];
      for (const part of await cutAnswer(text, exchange, { ...limit, maxTokens: room }, notes))
        examples.push({ messages: [...head, ...part] });
      continue;
    }
    if (sum(group.map((each) => each.tokens)) + exchange.tokens > room) {
      finish();
      group = kept(group, Math.min(limit.overlap ?? 0, room - exchange.tokens));
    }
    group.push(exchange);
  }
  finish();
  return examples;
}

// The last exchanges of a part that the next part repeats.
function kept(group: readonly Exchange[], room: number): Exchange[] {
  let first = group.length;
  let tokens = 0;
  while (first > 1 && tokens + (group[first - 1]?.tokens ?? 0) <= room) tokens += group[--first]?.tokens ?? 0;
  return group.slice(first);
}

function exchangesOf(messages: readonly ReadMessage[], tokens: readonly number[]): Exchange[] {
  const exchanges: { messages: ReadMessage[]; tokens: number }[] = [];
  for (const [index, message] of messages.entries()) {
    const last = exchanges.at(-1);
    const begins = last === undefined || (message.role === 'user' && last.messages.at(-1)?.role === 'assistant');
    if (begins) exchanges.push({ messages: [message], tokens: tokens[index] ?? 0 });
    else {
      last.messages.push(message);
      last.tokens += tokens[index] ?? 0;
    }
  }
  return exchanges;
}

// Each part of the answer follows the whole question, which says by a number which part is asked for.
async function cutAnswer(
  text: string,
  { messages }: Exchange,
  limit: TokenLimit,
  notes: Note[],
): Promise<readonly (readonly ReadMessage[])[]> {
  const answer = messages.at(-1);
  const before = messages.slice(0, -1);
  const asked =
    sum(
      await countAll(
        limit,
        before.map(({ content }) => content),
      ),
    ) +
    framing * messages.length;
  // Behind a question, " (12/34)".
  const room = limit.maxTokens - asked - 2 * framing;
  const whole = () => {
    notes.push({
      message: `This example has more than ${limit.maxTokens} tokens and cannot be cut; it stays whole.`,
      span: spanOf(messages),
    });
    return [messages];
  };
  if (answer === undefined || room < Math.min(16, limit.maxTokens / 4)) return whole();
  const chunks = await chunksOf(answer.content, { ...limit, maxTokens: room });
  if (chunks.length < 2) return whole();
  const { span } = answer;
  // Where the answer stands in the text letter by letter, each part has a place of its own.
  const literal = span !== undefined && text.slice(span.start, span.end) === answer.content;
  if (chunks.some(({ tokens }) => tokens > room)) {
    const message = `A block of code alone has more than ${limit.maxTokens} tokens; it stays whole.`;
    notes.push({ message, span: spanOf(messages) });
  }
  return chunks.map(({ start, end }, index) => [
    ...before.map((message, place) =>
      place === before.length - 1 ? { ...message, content: `${message.content} (${index + 1}/${chunks.length})` } : message,
    ),
    {
      ...answer,
      content: answer.content.slice(start, end).trimEnd(),
      span: literal ? { start: span.start + start, end: span.start + end } : span,
    },
  ]);
}

function spanOf(messages: readonly ReadMessage[]): Span {
  const spans = messages.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return { start: 0, end: 0 };
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
