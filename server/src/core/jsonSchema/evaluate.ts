import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { checkArray } from './arrays';
import { type Evaluation, equalWithin, outcomeOf, spend, type Verdict } from './evaluation';
import { checkObject } from './objects';
import { resolveReference } from './reference';
import { checkNumber, checkString } from './scalars';
import type { Violation } from './violation';

// The schema comes out of the file, so it is read as it stands and never turned into code, nothing is fetched, and every step is
// paid from a budget: schemas that refer to themselves or branch without end come to nothing, and nothing is said of them.
// Where something is left unchecked (a pattern that may not be run, a reference to another document) the verdict is open, which
// no `not` can turn into a fault.
const mostSteps = 50_000;
const deepest = 150;

/** What a value violates in a JSON Schema; empty where nothing is wrong or where that cannot be told within bounds. */
export function violationsOf(value: unknown, schema: unknown): readonly Violation[] {
  // Most values are fine, and finding that out collects nothing.
  const quick: Evaluation = { root: schema, left: mostSteps, depth: 0, path: [], found: undefined, evaluate };
  if (evaluate(quick, schema, value) !== 'invalid' || quick.left <= 0) return none;
  const found: Violation[] = [];
  const full: Evaluation = { root: schema, left: mostSteps, depth: 0, path: [], found, evaluate };
  evaluate(full, schema, value);
  return full.left > 0 ? found : none;
}

const none: readonly Violation[] = [];

function evaluate(run: Evaluation, schema: unknown, value: unknown): Verdict {
  if (!spend(run, 1)) return 'open';
  if (schema === false) return outcomeOf(run, false, 'never', {}, value);
  if (!isObject(schema)) return schema === true ? 'valid' : 'open';
  if (run.depth >= deepest) {
    run.left = 0;
    return 'open';
  }
  run.depth += 1;
  let verdict: Verdict = 'valid';
  for (const keyword in schema) {
    if (!spend(run, 1)) break;
    const outcome = check(run, keyword, schema, value);
    if (outcome === 'invalid') verdict = 'invalid';
    else if (outcome === 'open' && verdict === 'valid') verdict = 'open';
    if (verdict === 'invalid' && !run.found) break;
  }
  run.depth -= 1;
  return run.left > 0 ? verdict : 'open';
}

function check(run: Evaluation, keyword: string, schema: JsonObject, value: unknown): Verdict {
  const rule = schema[keyword];
  switch (keyword) {
    case '$ref':
      return evaluate(run, typeof rule === 'string' ? resolveReference(run.root, rule) : undefined, value);
    case '$dynamicRef':
    case '$recursiveRef':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
    case 'extends':
    case 'disallow':
      return 'open';
    case 'type':
      return checkType(run, schema, value);
    case 'enum':
      if (!isArray(rule) || !spend(run, rule.length)) return 'open';
      return outcomeOf(run, rule.some((each) => equalWithin(run, each, value)) || isNullable(schema, value), keyword, schema, value);
    case 'const':
      return outcomeOf(run, equalWithin(run, rule, value), keyword, schema, value);
    case 'allOf':
      return isArray(rule) ? all(run, rule, value) : 'open';
    case 'anyOf':
    case 'oneOf':
      return isArray(rule) ? some(run, rule, keyword, schema, value) : 'open';
    case 'not':
      return opposite(run, silently(run, rule, value), schema, value);
    case 'if':
      return conditional(run, schema, value);
  }
  if (typeof value === 'string') return checkString(run, keyword, schema, value);
  if (typeof value === 'number') return checkNumber(run, keyword, schema, value);
  if (isArray(value)) return checkArray(run, keyword, schema, value);
  return isObject(value) ? checkObject(run, keyword, schema, value) : 'valid';
}

function checkType(run: Evaluation, schema: JsonObject, value: unknown): Verdict {
  const types = schema.type;
  if (typeof types === 'string') {
    const fits = hasType(value, types);
    return fits === undefined ? 'open' : outcomeOf(run, fits || isNullable(schema, value), 'type', schema, value);
  }
  if (!isArray(types) || !spend(run, types.length)) return 'open';
  if (isNullable(schema, value)) return 'valid';
  let open = false;
  for (const type of types) {
    const fits = typeof type === 'string' ? hasType(value, type) : undefined;
    if (fits) return 'valid';
    open ||= fits === undefined;
  }
  return open ? 'open' : outcomeOf(run, false, 'type', schema, value);
}

// OpenAPI's way to allow `null`, which many tool definitions were copied from.
function isNullable(schema: JsonObject, value: unknown): boolean {
  return value === null && member(schema, 'nullable') === true;
}

function hasType(value: unknown, type: string): boolean | undefined {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return isArray(value);
    case 'object':
      return isObject(value);
    default:
      return undefined;
  }
}

function all(run: Evaluation, schemas: readonly unknown[], value: unknown): Verdict {
  let verdict: Verdict = 'valid';
  for (const each of schemas) {
    const outcome = evaluate(run, each, value);
    if (outcome === 'invalid') verdict = 'invalid';
    else if (outcome === 'open' && verdict === 'valid') verdict = 'open';
    if (verdict === 'invalid' && !run.found) break;
  }
  return verdict;
}

function some(run: Evaluation, schemas: readonly unknown[], keyword: 'anyOf' | 'oneOf', schema: JsonObject, value: unknown): Verdict {
  let valid = 0;
  let open = false;
  for (const each of schemas) {
    const outcome = silently(run, each, value);
    if (outcome === 'valid' && keyword === 'anyOf') return 'valid';
    if (outcome === 'valid') valid += 1;
    open ||= outcome === 'open';
  }
  if (valid > 1) return outcomeOf(run, false, keyword, schema, value);
  if (open) return 'open';
  if (valid === 1) return 'valid';
  if (run.found) explain(run, run.found, schemas, keyword, schema, value);
  return 'invalid';
}

/** Of alternatives that all fail, the one that is surely meant explains what is wrong better than the list of all does. */
function explain(
  run: Evaluation,
  found: Violation[],
  schemas: readonly unknown[],
  keyword: string,
  schema: JsonObject,
  value: unknown,
): void {
  const here = run.path.length;
  let meant: readonly Violation[] | undefined;
  let count = 0;
  for (const each of schemas) {
    const own: Violation[] = [];
    run.found = own;
    evaluate(run, each, value);
    // An alternative of another type, or with another fixed word within, is not the one that the writer had in mind.
    if (own.some(({ path, keyword: by }) => (path.length === here && by === 'type') || by === 'const')) continue;
    meant = own;
    count += 1;
  }
  run.found = found;
  if (count === 1 && meant) found.push(...meant);
  else outcomeOf(run, false, keyword, schema, value);
}

function silently(run: Evaluation, schema: unknown, value: unknown): Verdict {
  const { found } = run;
  run.found = undefined;
  const verdict = evaluate(run, schema, value);
  run.found = found;
  return verdict;
}

function opposite(run: Evaluation, verdict: Verdict, schema: JsonObject, value: unknown): Verdict {
  return verdict === 'open' ? 'open' : outcomeOf(run, verdict === 'invalid', 'not', schema, value);
}

function conditional(run: Evaluation, schema: JsonObject, value: unknown): Verdict {
  const condition = silently(run, schema.if, value);
  if (condition === 'open') return 'open';
  const next = member(schema, condition === 'valid' ? 'then' : 'else');
  return next === undefined ? 'valid' : evaluate(run, next, value);
}
