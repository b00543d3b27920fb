import type { SpanEdit } from '../json/edits';
import { isObject, member } from '../json/parse';
import { valueSpans } from '../json/positions';
import type { ExampleLine } from './exampleLine';

/** Which answers are to be learnt: the last of each conversation, or all of them. */
export type Learnt = 'last' | 'all';

/**
 * The line with `weight` 0 on the answers that are not to be learnt, and none of 0 on the others; the rest is spelt as it was.
 * Undefined where the shape knows no weights.
 */
export function withWeights({ text: line, shape, value }: ExampleLine, learnt: Learnt): string | undefined {
  const list = shape.messageLists?.(value).find(({ part }) => part === 'trained');
  if (!list || shape.id !== 'chat') return undefined;
  const answers = list.messages.flatMap((message, index) =>
    isObject(message) && message.role === 'assistant' ? [{ message, index }] : [],
  );
  const wrong = answers.flatMap(({ message, index }, at) => {
    const weight = member(message, 'weight');
    const wanted = learnt === 'all' || at === answers.length - 1 ? 1 : 0;
    // A message without a weight counts in full.
    return (wanted === 0 ? weight === 0 : weight === undefined || weight === 1)
      ? []
      : [{ path: [...list.path, index], wanted, has: weight !== undefined }];
  });
  const spans = valueSpans(
    line,
    wrong.map(({ path, has }) => (has ? [...path, 'weight'] : path)),
  );
  const space = /"\s*:\s/.test(line.slice(0, 2000)) ? ' ' : '';
  const edits = wrong.flatMap(({ wanted, has }, at): SpanEdit[] => {
    const span = spans[at];
    if (!span) return [];
    if (has) return [{ ...span, text: String(wanted) }];
    const end = line.slice(0, span.end - 1).trimEnd().length;
    return [{ start: end, end, text: `,${space}"weight":${space}${wanted}` }];
  });
  let result = line;
  for (const { start, end, text } of edits.toReversed()) result = result.slice(0, start) + text + result.slice(end);
  return result;
}
