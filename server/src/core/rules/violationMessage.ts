import { isArray, isObject, member } from '../json/parse';
import { formatPath } from '../json/path';
import type { Violation } from '../jsonSchema/violation';
import { counted } from '../numbers';
import { describe, typeNames } from './describe';
import { meansKey } from './nearNames';

const mostWords = 8;

/** What is wrong with an argument, why it matters and what to do, in two sentences. */
export function violationMessage(violation: Violation): string {
  return `${whatIsWrong(violation)}, against the function's \`parameters\`; the model would learn to call it like this. ${adviceOn(violation)}`;
}

function whatIsWrong({ path, keyword, schema, value, missing }: Violation): string {
  const name = path.length === 0 ? 'This call' : `The argument \`${formatPath(path)}\``;
  const rule = member(schema, keyword);
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return `${name} lacks ${listed(missing ?? [], 'and')}`;
    case 'additionalProperties':
      return `There is no argument \`${formatPath(path)}\``;
    case 'propertyNames':
      return `\`${formatPath(path)}\` is no name that an argument may have here`;
    case 'type':
      return `${name} must be ${typeNames(rule)}, not ${describe(value)}`;
    case 'enum':
      return `${name} must be ${choicesOf(rule)}, not ${describe(value)}`;
    case 'const':
      return `${name} must be ${spelled(rule)}, not ${describe(value)}`;
    case 'minimum':
      return `${name} must be at least ${spelled(rule)}, not ${describe(value)}`;
    case 'maximum':
      return `${name} must be at most ${spelled(rule)}, not ${describe(value)}`;
    case 'exclusiveMinimum':
      return `${name} must be more than ${spelled(rule)}, not ${describe(value)}`;
    case 'exclusiveMaximum':
      return `${name} must be less than ${spelled(rule)}, not ${describe(value)}`;
    case 'multipleOf':
      return `${name} must be a multiple of ${spelled(rule)}, not ${describe(value)}`;
    case 'minLength':
      return `${name} must have at least ${countedAs(rule, 'character')}`;
    case 'maxLength':
      return `${name} must have at most ${countedAs(rule, 'character')}`;
    case 'minItems':
      return `${name} must have at least ${countedAs(rule, 'item')}`;
    case 'maxItems':
      return `${name} must have at most ${countedAs(rule, 'item')}`;
    case 'uniqueItems':
      return `${name} holds the same item twice`;
    case 'pattern':
      return `${name} is ${describe(value)}, which does not match the pattern ${spelled(rule)}`;
    case 'never':
      return `${name} may not be given`;
    case 'anyOf':
      return `${name} is ${describe(value)}, which is none of the alternatives`;
    case 'oneOf':
      return `${name} is ${describe(value)}, which is not exactly one of the alternatives`;
    default:
      return `${name} breaks \`${keyword}\``;
  }
}

function adviceOn({ path, keyword, schema, missing }: Violation): string {
  if (missing) return 'Add what is missing, or declare it as optional.';
  if (keyword !== 'additionalProperties') return 'Correct the argument, or the declaration.';
  const properties = member(schema, 'properties');
  const wrong = String(path.at(-1));
  const meant = isObject(properties) ? Object.keys(properties).find((key) => meansKey(wrong, key)) : undefined;
  return meant === undefined ? 'Remove it, or declare it.' : `Did you mean \`${meant}\`?`;
}

function choicesOf(choices: unknown): string {
  if (!isArray(choices)) return 'another value';
  if (choices.length > mostWords) return `one of ${choices.length} values (${choices.slice(0, mostWords).map(spelled).join(', ')}, …)`;
  return choices.map(spelled).join(' or ');
}

function listed(keys: readonly string[], word: string): string {
  const marked = keys.slice(0, mostWords).map((key) => `\`${key}\``);
  return marked.length < 2 ? (marked[0] ?? '') : `${marked.slice(0, -1).join(', ')} ${word} ${marked.at(-1)}`;
}

function spelled(value: unknown): string {
  return typeof value === 'object' && value !== null ? describe(value) : (JSON.stringify(value)?.slice(0, 80) ?? 'nothing');
}

function countedAs(limit: unknown, noun: string): string {
  return typeof limit === 'number' ? counted(limit, noun) : `another number of ${noun}s`;
}
