import { replacementOf } from '../check/mendLine';
import type { Fix } from '../finding';
import { splitRows } from '../rows/row';
import { layOut } from './layout';
import type { ReadExample } from './read';
import { freshLine } from './rewrite';
import { isBlank } from './text';
import { words } from './words';
import { writeExample } from './write';

/** Lines of a transcript, from `start` (from 0) to before `end`, and those that take their place. */
export interface Mending {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * What a fix of the training line that an example stands for makes of the transcript's lines, of which the example ends before `end`; undefined
 * where the fix is no matter of one line, or changes nothing that a transcript shows.
 */
export function mending(example: ReadExample, end: number, lines: readonly string[], fix: Fix): Mending | undefined {
  const [row] = splitRows(freshLine(example));
  const replaced = fix.wholeFile || !row ? undefined : replacementOf({ line: 0, row }, fix);
  if (replaced?.removed !== 1 || replaced.lines.length === 0) return undefined;
  const from = example.places[0]?.line ?? 0;
  const shown = lines.slice(from, end);
  while (isBlank(shown.at(-1)) && shown.length > 0) shown.pop();
  const written = replaced.lines.flatMap((line, index) => [...(index > 0 ? [''] : []), ...writeExample(layOut(line))]);
  // One example written by hand needs no heading of its own, and is given none.
  const isBare = !shown[0]?.startsWith('=====') && written[0] === words.example && written[1] === '';
  const after = isBare ? written.slice(2) : written;
  const before = writeExample(example.example).slice(isBare ? 2 : 0);
  const change = smallest(before, after);
  // What was written by hand and not as Exemplar writes it stays so where the fix does not reach.
  const isAsWritten = shown.length === before.length && change && isSame(shown, before, change);
  const inShown = isAsWritten ? change : smallest(shown, after);
  return change && inShown && { ...inShown, start: from + inShown.start, end: from + inShown.end };
}

function smallest(before: readonly string[], after: readonly string[]): Mending | undefined {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < most - same && before.at(-1 - sameEnd) === after.at(-1 - sameEnd)) sameEnd += 1;
  if (same + sameEnd === before.length && before.length === after.length) return undefined;
  return { start: same, end: before.length - sameEnd, lines: after.slice(same, after.length - sameEnd) };
}

function isSame(one: readonly string[], other: readonly string[], { start, end }: Mending): boolean {
  return one.slice(start, end).every((line, index) => line === other[start + index]);
}
