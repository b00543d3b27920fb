import { isArray, type JsonObject, member } from '../json/parse';
import { type Evaluation, equalWithin, evaluateAt, outcomeOf, spend, type Verdict, worse } from './evaluation';

/** What a keyword says of a list. */
export function checkArray(run: Evaluation, keyword: string, schema: JsonObject, value: readonly unknown[]): Verdict {
  const limit = schema[keyword];
  switch (keyword) {
    case 'minItems':
      return typeof limit === 'number' ? outcomeOf(run, value.length >= limit, keyword, schema, value) : 'open';
    case 'maxItems':
      return typeof limit === 'number' ? outcomeOf(run, value.length <= limit, keyword, schema, value) : 'open';
    case 'uniqueItems':
      return limit === true ? outcomeOf(run, areUnique(run, value), keyword, schema, value) : 'valid';
    case 'prefixItems':
      return isArray(limit) ? tuple(run, limit, value) : 'open';
    case 'items':
      if (isArray(limit)) return tuple(run, limit, value);
      return each(run, limit, value, lengthOf(member(schema, 'prefixItems')));
    case 'additionalItems': {
      const items = member(schema, 'items');
      return isArray(items) ? each(run, limit, value, items.length) : 'valid';
    }
    case 'contains':
      return contains(run, schema, value);
    default:
      return 'valid';
  }
}

function lengthOf(value: unknown): number {
  return isArray(value) ? value.length : 0;
}

function tuple(run: Evaluation, schemas: readonly unknown[], value: readonly unknown[]): Verdict {
  let verdict: Verdict = 'valid';
  for (let index = 0; index < Math.min(schemas.length, value.length); index++)
    verdict = worse(verdict, evaluateAt(run, index, schemas[index], value[index]));
  return verdict;
}

function each(run: Evaluation, schema: unknown, value: readonly unknown[], from: number): Verdict {
  let verdict: Verdict = 'valid';
  for (let index = from; index < value.length && run.left > 0; index++)
    verdict = worse(verdict, evaluateAt(run, index, schema, value[index]));
  return verdict;
}

function contains(run: Evaluation, schema: JsonObject, value: readonly unknown[]): Verdict {
  const { found } = run;
  run.found = undefined;
  let fitting = 0;
  let open = 0;
  for (let index = 0; index < value.length && run.left > 0; index++) {
    const verdict = evaluateAt(run, index, schema.contains, value[index]);
    if (verdict === 'valid') fitting += 1;
    else if (verdict === 'open') open += 1;
  }
  run.found = found;
  const least = member(schema, 'minContains') ?? 1;
  const most = member(schema, 'maxContains') ?? Number.POSITIVE_INFINITY;
  if (typeof least !== 'number' || typeof most !== 'number') return 'open';
  if (fitting + open < least || fitting > most) return outcomeOf(run, false, 'contains', schema, value);
  return fitting >= least && fitting + open <= most ? 'valid' : 'open';
}

function areUnique(run: Evaluation, value: readonly unknown[]): boolean {
  for (let index = 1; index < value.length; index++) {
    if (!spend(run, index)) return true;
    for (let before = 0; before < index; before++) if (equalWithin(run, value[before], value[index])) return false;
  }
  return true;
}
