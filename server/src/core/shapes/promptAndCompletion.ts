import { isArray, type JsonObject, member } from '../json/parse';
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
