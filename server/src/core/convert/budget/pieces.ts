import { isBlankSpan } from '../lines';
import type { ConvertOptions, Note, ReadExample, Reading, ReadResult, Span } from '../reading';
import { chunksOf } from './chunk';
import { countAll, framing, type TokenLimit } from './limit';

/** Reads a text that has no parts of its own in pieces that keep to the limit, each as a text by itself. */
export async function readInPieces(text: string, reading: Reading, options: ConvertOptions, limit: TokenLimit): Promise<ReadResult> {
  const around = [options.system ?? '', options.prompt ?? ''];
  // A prompt of the text's own has a dozen words; what is asked for may be longer.
  const used = (await countAll(limit, around)).reduce((total, tokens) => total + tokens, 0) + 4 * framing;
  const room = Math.max(Math.floor(limit.maxTokens / 4), limit.maxTokens - used);
  const chunks = await chunksOf(text, { ...limit, maxTokens: room });
  if (chunks.length < 2) return reading.read(text, options);
  const examples: ReadExample[] = [];
  const notes: Note[] = [
    { message: `The text is cut into ${chunks.length} parts of at most ${limit.maxTokens} tokens.`, span: { start: 0, end: 1 } },
  ];
  const markup: Span[] = [];
  for (const chunk of chunks) {
    const piece = shifted(reading.read(text.slice(chunk.start, chunk.end), options), chunk.start);
    for (const example of piece.examples) examples.push(example);
    for (const note of piece.notes) notes.push(note);
    for (const mark of piece.markup) markup.push(mark);
    if (chunk.tokens > room)
      notes.push({ message: `A block of code alone has more than ${limit.maxTokens} tokens; it stays whole.`, span: chunk });
  }
  return { examples, notes: notes.filter(({ span }) => span.start === 0 || !isBlankSpan(text, span)), markup };
}

function shifted(result: ReadResult, by: number): ReadResult {
  const move = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  return {
    examples: result.examples.map(({ messages }) => ({
      messages: messages.map((message) => ({ ...message, span: message.span && move(message.span) })),
    })),
    notes: result.notes.map((note) => ({ ...note, span: move(note.span) })),
    markup: result.markup.map(move),
  };
}
