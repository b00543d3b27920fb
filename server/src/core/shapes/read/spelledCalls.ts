import { isArray, isObject, parseLine } from '../../json/parse';
import type { ExampleMessage } from '../example';
import { callOf } from './tools';

/** The calls that the text of a message spells as JSON, one or a list of them; none where it spells anything else. */
export function spelledCalls({ content }: ExampleMessage): ExampleMessage['calls'] {
  const [part] = content;
  if (part?.kind !== 'text') return [];
  const parsed = parseLine(part.text);
  const calls = parsed.ok ? (isArray(parsed.value) ? parsed.value : [parsed.value]) : [];
  if (!calls.every((call) => isObject(call) && typeof call.name === 'string')) return [];
  return calls.map((call) => callOf(isObject(call) ? call : {}, undefined, part.path));
}
