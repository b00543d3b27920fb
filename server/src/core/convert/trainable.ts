import { isBlank } from './lines';
import type { ConvertOptions, Note, ReadExample, ReadMessage, Span } from './reading';

/**
 * The example that the messages make: system message first, then from the first message of the user to the last of the
 * assistant. What trainers would refuse or never learn from is left out and said in `notes`.
 */
export function trainable(messages: readonly ReadMessage[], options: ConvertOptions, notes: Note[]): ReadExample | undefined {
  const own = messages.filter((message) => message.role === 'system');
  const turns = messages.filter((message) => message.role !== 'system');
  const first = turns.findIndex((message) => message.role === 'user');
  const last = turns.findLastIndex((message) => message.role === 'assistant');
  if (first === -1 || last < first) {
    const lacking = first === -1 ? 'nobody asks' : 'it has no answer';
    note(notes, messages, `This conversation is left out: ${lacking}, so there is nothing to learn from it.`, { costsExample: true });
    return undefined;
  }
  note(
    notes,
    turns.slice(0, first),
    'What the assistant says before the first message of the user is left out: many trainers want the user to begin.',
  );
  note(notes, turns.slice(last + 1), 'What comes after the last answer is left out: an example must end with the assistant.');
  return { messages: [...(own.length > 0 ? own : systemMessage(options)), ...turns.slice(first, last + 1)] };
}

/** The system message that the options ask for, as a list of one or none. */
export function systemMessage(options: ConvertOptions): ReadMessage[] {
  const { system } = options;
  return system === undefined || isBlank(system) ? [] : [{ role: 'system', content: system, span: undefined }];
}

function note(notes: Note[], messages: readonly ReadMessage[], message: string, cost: Pick<Note, 'costsExample'> = {}): void {
  const spans = messages.map(({ span }) => span).filter((span): span is Span => span !== undefined);
  const first = spans[0];
  const last = spans.at(-1);
  if (first !== undefined && last !== undefined) notes.push({ message, span: { start: first.start, end: last.end }, ...cost });
}
