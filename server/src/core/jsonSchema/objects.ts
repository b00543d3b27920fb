import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { type Evaluation, evaluateAt, outcomeOf, spend, type Verdict, worse } from './evaluation';
import { matchesPattern } from './scalars';

/** What a keyword says of an object. */
export function checkObject(run: Evaluation, keyword: string, schema: JsonObject, value: JsonObject): Verdict {
  const rule = schema[keyword];
  switch (keyword) {
    case 'required':
      // The oldest drafts write `required: true` at the member itself.
      return isArray(rule) ? needed(run, keyword, rule, schema, value) : 'valid';
    case 'properties':
      return isObject(rule) ? members(run, rule, value) : 'open';
    case 'patternProperties':
      return isObject(rule) ? patternMembers(run, rule, value) : 'open';
    case 'additionalProperties':
      return otherMembers(run, schema, value);
    case 'propertyNames':
      return names(run, rule, value);
    case 'minProperties':
      return typeof rule === 'number' ? outcomeOf(run, countOf(run, value) >= rule, keyword, schema, value) : 'open';
    case 'maxProperties':
      return typeof rule === 'number' ? outcomeOf(run, countOf(run, value) <= rule, keyword, schema, value) : 'open';
    case 'dependentRequired':
    case 'dependentSchemas':
    case 'dependencies':
      return isObject(rule) ? dependencies(run, rule, schema, value) : 'open';
    default:
      return 'valid';
  }
}

function needed(run: Evaluation, keyword: string, keys: readonly unknown[], schema: JsonObject, value: JsonObject): Verdict {
  if (!spend(run, keys.length)) return 'open';
  const lacks = (key: unknown): key is string => typeof key === 'string' && !Object.hasOwn(value, key);
  if (!keys.some(lacks)) return 'valid';
  run.found?.push({ path: [...run.path], keyword, schema, value, missing: [...new Set(keys.filter(lacks))] });
  return 'invalid';
}

function members(run: Evaluation, schemas: JsonObject, value: JsonObject): Verdict {
  let verdict: Verdict = 'valid';
  for (const key in value) {
    if (!spend(run, 1)) return 'open';
    if (Object.hasOwn(schemas, key)) verdict = worse(verdict, evaluateAt(run, key, schemas[key], value[key]));
  }
  return verdict;
}

function patternMembers(run: Evaluation, schemas: JsonObject, value: JsonObject): Verdict {
  let verdict: Verdict = 'valid';
  for (const pattern in schemas) {
    for (const key in value) {
      if (!spend(run, 1)) return 'open';
      const matches = matchesPattern(run, pattern, key);
      if (matches === undefined) verdict = worse(verdict, 'open');
      else if (matches) verdict = worse(verdict, evaluateAt(run, key, schemas[pattern], value[key]));
    }
  }
  return verdict;
}

function otherMembers(run: Evaluation, schema: JsonObject, value: JsonObject): Verdict {
  const rule = schema.additionalProperties;
  if (rule === true) return 'valid';
  const properties = member(schema, 'properties');
  const patterns = member(schema, 'patternProperties');
  let verdict: Verdict = 'valid';
  for (const key in value) {
    if (!spend(run, 1)) return 'open';
    if (isObject(properties) && Object.hasOwn(properties, key)) continue;
    const named = isObject(patterns) ? matchesAny(run, patterns, key) : false;
    if (named === undefined) verdict = worse(verdict, 'open');
    else if (!named)
      verdict = worse(verdict, rule === false ? unknownMember(run, key, schema, value) : evaluateAt(run, key, rule, value[key]));
  }
  return verdict;
}

function unknownMember(run: Evaluation, key: string, schema: JsonObject, value: JsonObject): Verdict {
  run.found?.push({ path: [...run.path, key], keyword: 'additionalProperties', schema, value: value[key] });
  return 'invalid';
}

function matchesAny(run: Evaluation, patterns: JsonObject, key: string): boolean | undefined {
  let open = false;
  for (const pattern in patterns) {
    const matches = spend(run, 1) ? matchesPattern(run, pattern, key) : undefined;
    if (matches) return true;
    open ||= matches === undefined;
  }
  return open ? undefined : false;
}

function names(run: Evaluation, schema: unknown, value: JsonObject): Verdict {
  let verdict: Verdict = 'valid';
  const { found } = run;
  for (const key in value) {
    run.found = undefined;
    const own = run.evaluate(run, schema, key);
    run.found = found;
    if (own === 'invalid') found?.push({ path: [...run.path, key], keyword: 'propertyNames', schema: {}, value: key });
    verdict = worse(verdict, own);
  }
  return verdict;
}

function dependencies(run: Evaluation, rules: JsonObject, schema: JsonObject, value: JsonObject): Verdict {
  let verdict: Verdict = 'valid';
  for (const key in rules) {
    if (!spend(run, 1)) return 'open';
    if (!Object.hasOwn(value, key)) continue;
    const rule = rules[key];
    verdict = worse(verdict, isArray(rule) ? needed(run, 'dependentRequired', rule, schema, value) : run.evaluate(run, rule, value));
  }
  return verdict;
}

function countOf(run: Evaluation, value: JsonObject): number {
  let count = 0;
  for (const key in value) if (Object.hasOwn(value, key)) count += 1;
  spend(run, count);
  return count;
}
