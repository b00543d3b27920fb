import { isArray, isObject, type JsonObject } from '../json/parse';
import type { Violation } from './violation';

/** What a schema says of a value; `open` where something had to be left unchecked. */
export type Verdict = 'valid' | 'invalid' | 'open';

/** The state of looking at one value. */
export interface Evaluation {
  /** The whole schema, in which references are looked up. */
  readonly root: unknown;
  /** The steps that may still be taken; once they are spent nothing counts any more. */
  left: number;
  depth: number;
  /** The steps to the value that is being looked at. */
  readonly path: (string | number)[];
  /** Where violations are collected; undefined while only the verdict matters. */
  found: Violation[] | undefined;
  /** Looks at a value within the one at hand; here so that the files of keywords need not import each other. */
  readonly evaluate: (run: Evaluation, schema: unknown, value: unknown) => Verdict;
}

/** Takes steps from the budget; false when it is spent. */
export function spend(run: Evaluation, steps: number): boolean {
  run.left -= steps;
  return run.left > 0;
}

/** The verdict of one keyword, noted where it is a violation. */
export function outcomeOf(run: Evaluation, fits: boolean, keyword: string, schema: JsonObject, value: unknown): Verdict {
  if (fits) return 'valid';
  run.found?.push({ path: [...run.path], keyword, schema, value });
  return 'invalid';
}

/** What a schema says of a member or item of the value. */
export function evaluateAt(run: Evaluation, step: string | number, schema: unknown, value: unknown): Verdict {
  run.path.push(step);
  const verdict = run.evaluate(run, schema, value);
  run.path.pop();
  return verdict;
}

/** The worse of two verdicts. */
export function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'invalid' || b === 'invalid') return 'invalid';
  return a === 'open' || b === 'open' ? 'open' : 'valid';
}

/** Tells whether two values of JSON are equal, whatever the order of keys; pays for each value within. */
export function equalWithin(run: Evaluation, a: unknown, b: unknown): boolean {
  if (!spend(run, typeof a === 'string' ? 1 + a.length / 64 : 1)) return false;
  if (a === b) return true;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((each, index) => equalWithin(run, each, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (!spend(run, keys.length) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalWithin(run, a[key], b[key]));
}
