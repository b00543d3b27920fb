import type { Run } from './runs';

// Narrower lines are verse or lists more often than prose.
const narrowest = 45;
const widest = 200;
// Who breaks lines by hand stops a little earlier at times.
const slackShare = 0.12;
const fewestBreaks = 3;
// A paragraph of nothing but shorter lines is an address or a signature and says nothing of the others.
const shortShare = 0.6;

/**
 * The column at which the lines of a text are broken because they are full, or undefined where breaks say something: verse, lines of
 * a chat, one sentence a line. Nearly all lines must be full, few may end a sentence, and some must go on in small letters.
 */
export function edgeOf(runs: readonly Run[]): number | undefined {
  const all = runs.flat();
  // A word that is longer than the edge says nothing of it.
  const columns = all.filter(({ before }) => /\S\s+\S/.test(before) || !/\w{30}/.test(before)).map((each) => each.columns);
  const edge = columns.toSorted((a, b) => a - b)[Math.ceil(0.97 * (columns.length - 1))] ?? 0;
  if (edge < narrowest || edge > widest) return undefined;
  const breaks = runs.filter((run) => run.some(({ columns: each }) => each >= shortShare * edge)).flat();
  if (breaks.length < fewestBreaks && !(breaks.length === 2 && breaks.every(({ after }) => goesOn(after)))) return undefined;
  const share = (holds: (each: Run[number]) => boolean): number => breaks.filter(holds).length / breaks.length;
  const isProse =
    share((each) => isFull(each, edge)) >= 0.8 &&
    share(({ before }) => endsSentence(before)) <= 0.4 &&
    share(({ after }) => goesOn(after)) >= 1 / 3;
  return isProse ? edge : undefined;
}

/** Whether the next word had no place on the line. */
export function isFull({ reach }: Run[number], edge: number): boolean {
  return reach > edge - Math.round(slackShare * edge);
}

/** Whether one break alone looks as if the line had been full, for texts of which nothing else is known. */
export function seemsFull({ columns, before, after }: Run[number]): boolean {
  return columns >= narrowest && goesOn(after) && !endsSentence(before);
}

function endsSentence(line: string): boolean {
  return /[.!?…。！？؟।]["'”’»)\]]*$/u.test(line.slice(-8));
}

// Scripts without small letters say nothing against it.
function goesOn(line: string): boolean {
  return /^[^\p{L}\p{N}]*[\p{Ll}\p{Lo}]/u.test(line.slice(0, 20));
}
