import { jsonrepair } from 'jsonrepair';
import type { Edit } from '../finding';
import { atOnce, type Steps } from '../work';
import { nestingDepth } from './brackets';
import { changedStructure } from './changedStructure';
import { applyChange, joinChanges, smallestChange } from './edits';
import { findingFaults } from './faults';
import { isMisread, repeatsKey, saysTheSame } from './nothingLost';
import { isArray, isObject, parseLine } from './parse';
import type { Cause, Fault } from './reading';
import { splitValues } from './records';

/** A change that makes JSON of a line: `fix` restores what was surely meant, `suggestion` what was likely meant. */
export interface Repair {
  readonly kind: 'fix' | 'suggestion';
  readonly edit: Edit;
}

/** What is wrong with a line that is no JSON, the first place of each cause, and how to mend it if that can be told. */
export interface Diagnosis {
  readonly faults: readonly Fault[];
  readonly repair: Repair | undefined;
}

/** Finds out why a line, or several that make one record, are no JSON. Costs the text's length, whatever it holds. */
export function diagnose(text: string): Diagnosis {
  return atOnce(diagnosing(text));
}

/** The same in steps. */
export function* diagnosing(text: string): Steps<Diagnosis> {
  const { faults, edits, certain, complete } = yield* findingFaults(text);
  const [first] = faults;
  if (first?.cause === 'only-comment') {
    // A line that begins with a number sign may be a heading of an answer that was broken over lines.
    return { faults, repair: { kind: text.trimStart().startsWith('#') ? 'suggestion' : 'fix', edit: { op: 'delete-line' } } };
  }
  yield;
  const change = edits.length > 0 && !isMisread(faults) ? joinChanges(text, edits) : undefined;
  if (complete && change) {
    const mended = changedStructure(text, change);
    const areMany = faults.some(({ cause }) => cause === 'two-records');
    yield;
    const records = mended === undefined ? undefined : areMany ? splitValues(mended) : [mended];
    if (records?.every((record) => isSound(record, certain)))
      return { faults, repair: { kind: certain ? 'fix' : 'suggestion', edit: { op: 'replace', ...change } } };
  }
  yield;
  const last = faults.at(-1)?.cause;
  const guess = last && beyondGuessing.has(last) ? undefined : guessed(change ? applyChange(text, change) : text);
  return {
    faults,
    repair: guess === undefined ? undefined : { kind: 'suggestion', edit: { op: 'replace', ...smallestChange(text, guess) } },
  };
}

/** Whether a mended text is a record; one that is not surely what was meant has each key once. */
function isSound(record: string, certain: boolean): boolean {
  const parsed = parseLine(record);
  if (!parsed.ok) return false;
  return certain ? isObject(parsed.value) || isArray(parsed.value) : isObject(parsed.value) && !repeatsKey(record, parsed.value);
}

/** The text after the repair; undefined when the repair is to delete it. */
export function repaired(text: string, { edit }: Repair): string | undefined {
  return edit.op === 'replace' ? applyChange(text, edit) : undefined;
}

// Where something is lost, a guess could only invent it.
const beyondGuessing: ReadonlySet<Cause> = new Set([
  'comment',
  'invalid-number',
  'missing-bracket',
  'missing-value',
  'object-object',
  'truncated',
]);

// jsonrepair recurses, and its time grows with the square of the length.
const longestGuess = 100_000;
const deepestGuess = 400;

/** What jsonrepair makes of a text, if it is an object on as many lines and says neither less nor more than the text. */
function guessed(text: string): string | undefined {
  if (text.length > longestGuess || !/^\s*\{/.test(text) || nestingDepth(text) > deepestGuess) return undefined;
  try {
    const result = jsonrepair(text);
    return isSound(result, false) && (!/[\n\r]/.test(result) || text.includes('\n')) && saysTheSame(text, result) ? result : undefined;
  } catch {
    // jsonrepair throws at what it cannot mend, and then there is no guess.
    return undefined;
  }
}
