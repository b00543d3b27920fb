import { isArray, type JsonObject, member } from '../json/parse';
import type { Example } from './example';
import { beside, textOrMessages } from './read/line';
import type { MessageList } from './shape';

/** The message lists of a line that cuts a conversation into `prompt` and `completion`; texts in their place give none. */
export function promptAndCompletion(value: JsonObject): readonly MessageList[] {
  const lists: MessageList[] = [];
  const prompt = member(value, 'prompt');
  if (isArray(prompt)) lists.push({ path: ['prompt'], messages: prompt, part: 'input' });
  const completion = member(value, 'completion');
  if (isArray(completion)) lists.push({ path: ['completion'], messages: completion, part: 'trained' });
  return lists;
}

/** Reads such a line; texts in the place of lists are running text. */
export function readPromptAndCompletion(value: JsonObject): Example {
  const before = textOrMessages(value, 'prompt', 'user');
  const after = textOrMessages(value, 'completion', 'assistant');
  const running = typeof member(value, 'prompt') === 'string' || typeof member(value, 'completion') === 'string';
  return {
    messages: [...before, ...after],
    learntFrom: before.length,
    ...(running && { running }),
    ...beside(value, ['prompt', 'completion']),
  };
}
