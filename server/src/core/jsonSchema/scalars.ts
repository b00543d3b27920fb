import { type JsonObject, member } from '../json/parse';
import { type Evaluation, outcomeOf, spend, type Verdict } from './evaluation';
import { safePattern } from './pattern';

// A text that a pattern could keep busy for longer than this is not matched at all.
const mostPatternSteps = 1_000_000;
const patternStepsAStep = 50;
const unitsAStep = 64;

/** What a keyword says of a text. */
export function checkString(run: Evaluation, keyword: string, schema: JsonObject, value: string): Verdict {
  const limit = schema[keyword];
  switch (keyword) {
    case 'minLength':
      if (typeof limit !== 'number' || !spend(run, value.length / unitsAStep)) return 'open';
      return outcomeOf(run, codePoints(value) >= limit, keyword, schema, value);
    case 'maxLength':
      if (typeof limit !== 'number' || !spend(run, value.length / unitsAStep)) return 'open';
      return outcomeOf(run, codePoints(value) <= limit, keyword, schema, value);
    case 'pattern': {
      const matches = typeof limit === 'string' ? matchesPattern(run, limit, value) : undefined;
      return matches === undefined ? 'open' : outcomeOf(run, matches, keyword, schema, value);
    }
    default:
      return 'valid';
  }
}

/** Tells whether the text matches the pattern; undefined where trying could take long. */
export function matchesPattern(run: Evaluation, source: string, text: string): boolean | undefined {
  const pattern = safePattern(source);
  const steps = pattern?.steps(text.length) ?? Number.POSITIVE_INFINITY;
  if (!pattern || steps > mostPatternSteps || !spend(run, steps / patternStepsAStep)) return undefined;
  return pattern.test(text);
}

/** What a keyword says of a number. */
export function checkNumber(run: Evaluation, keyword: string, schema: JsonObject, value: number): Verdict {
  const limit = schema[keyword];
  switch (keyword) {
    case 'minimum':
      if (typeof limit !== 'number') return 'open';
      // The oldest drafts say with `true` beside the limit that the limit itself is out.
      return outcomeOf(run, member(schema, 'exclusiveMinimum') === true ? value > limit : value >= limit, keyword, schema, value);
    case 'maximum':
      if (typeof limit !== 'number') return 'open';
      return outcomeOf(run, member(schema, 'exclusiveMaximum') === true ? value < limit : value <= limit, keyword, schema, value);
    case 'exclusiveMinimum':
      return typeof limit === 'number' ? outcomeOf(run, value > limit, keyword, schema, value) : 'valid';
    case 'exclusiveMaximum':
      return typeof limit === 'number' ? outcomeOf(run, value < limit, keyword, schema, value) : 'valid';
    case 'multipleOf':
      return typeof limit === 'number' && limit > 0 ? outcomeOf(run, isMultiple(value, limit), keyword, schema, value) : 'open';
    default:
      return 'valid';
  }
}

// 0.3 is a multiple of 0.1 to everyone but a computer.
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) <= Math.abs(times) * 1e-12;
}

function codePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) index += 1;
    count += 1;
  }
  return count;
}
