import { contentOf, extentOf } from '../content';
import type { ConvertOptions, Note, ReadExample, ReadMessage, ReadResult, Role } from '../reading';
import { trainable } from '../trainable';
import { chooseAssistant, speakersOf } from './assistant';
import type { Transcript, Turn } from './turns';

/** Makes one example of each conversation: the assistant's turns answer, everyone else's ask. */
export function assemble(text: string, transcript: Transcript, options: ConvertOptions): ReadResult {
  const notes: Note[] = [...transcript.notes];
  const speakers = speakersOf(transcript);
  const assistant = chooseAssistant(text, transcript, options.assistant);
  const first = speakers.find(({ key }) => key === assistant?.key);
  if (assistant !== undefined && first !== undefined) {
    if (options.assistant !== undefined && assistant.reason !== 'chosen') {
      notes.push({ message: `Nobody is called “${options.assistant}”; ${assistant.name} is taken for the assistant.`, span: first.span });
    } else if (!assistant.certain && speakers.length > 1) {
      notes.push({ message: `${assistant.name} is taken for the assistant: ${assistant.reason}.`, span: first.span });
    }
  }
  const others = speakers.filter(({ key }) => key !== assistant?.key);
  const named = others.length > 1;
  if (named && others[0] !== undefined) {
    const names = others.map(({ name }) => name).join(', ');
    notes.push({ message: `More than two speak: ${names} become the user, their names kept in the text.`, span: others[0].span });
  }
  const examples: ReadExample[] = [];
  for (const conversation of transcript.conversations) {
    const messages = merged(text, conversation, (turn) => roleOf(turn, assistant?.key), named, transcript.glue);
    const example = trainable(messages, options, notes);
    if (example !== undefined) examples.push(example);
  }
  notes.sort((a, b) => a.span.start - b.span.start);
  const choices = { speakers: { names: speakers.map(({ name }) => name), chosen: assistant?.name } };
  return { examples, notes, markup: transcript.markup, choices };
}

function roleOf(turn: Turn, assistant: string | undefined): Role {
  if (turn.hint?.role === 'system') return 'system';
  return turn.key === assistant ? 'assistant' : 'user';
}

function merged(text: string, turns: readonly Turn[], roleOfTurn: (turn: Turn) => Role, named: boolean, glue: string): ReadMessage[] {
  const messages: ReadMessage[] = [];
  let pieces: string[] = [];
  const finish = () => {
    const last = messages.at(-1);
    if (last !== undefined) messages[messages.length - 1] = { ...last, content: pieces.join(glue) };
  };
  for (const turn of turns) {
    const span = extentOf(text, turn.parts);
    if (span === undefined) continue;
    const role = roleOfTurn(turn);
    const said = turn.said ?? contentOf(text, turn.parts);
    const piece = named && role === 'user' ? `${turn.name}: ${said}` : said;
    const last = messages.at(-1);
    if (last?.role === role && last.span !== undefined) {
      pieces.push(piece);
      messages[messages.length - 1] = { ...last, span: { start: last.span.start, end: span.end } };
    } else {
      finish();
      pieces = [piece];
      messages.push({ role, content: '', span });
    }
  }
  finish();
  return messages;
}
