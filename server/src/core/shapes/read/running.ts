import { type JsonObject, member } from '../../json/parse';
import type { Example } from '../example';
import { beside } from './line';
import { textMessage } from './messages';

/** A line of running text: what is given, where there is such a key, and what is learnt. An empty prompt is no message. */
export function readRunning(value: JsonObject, given: string | undefined, learnt: string): Example {
  const prompt = given === undefined ? undefined : member(value, given);
  const before = given === undefined || prompt === '' ? [] : textMessage('user', prompt, [given]);
  const after = textMessage('assistant', member(value, learnt), [learnt]);
  return {
    messages: [...before, ...after],
    learntFrom: before.length,
    running: true,
    ...beside(value, given === undefined ? [learnt] : [given, learnt]),
  };
}
