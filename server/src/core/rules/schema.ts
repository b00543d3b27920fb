import type { Fix, Report } from '../finding';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atValue, formatPath, type Path } from '../json/path';
import type { SchemaError } from '../shapes/jsonSchema';
import { describe, quoted } from './describe';
import type { LineSubject, Rule } from './rule';
import { withWording } from './wording';

// Beyond these a line is another structure altogether, and more of the same would hide everything else.
const mostReports = 10;

/** Whatever else the schema of the line's shape forbids. */
export const schemaRule: Rule = {
  id: 'schema',
  about: 'line',
  severity: 'error',
  summary: 'A value is not what the format asks for at this place, or is missing.',
  why: 'Trainers read each value as the one type that the format says. Where another stands the file is refused, or the value is quietly lost.',
  bad: [
    { lines: ['{"messages":[{"role":"user","content":"hi","name":7},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather now","arguments":"{}"}}]}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"parallel_tool_calls":"yes"}'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi","name":"ada"},{"role":"assistant","content":"hello"}]}'] }],
  check(line, report, { target }, already) {
    const validate = line.shape?.validate;
    if (!validate || validate(line.value)) return;
    const faults = (validate.errors ?? []).map((error) => faultOf(line.value, error));
    let reported = 0;
    const said: Path[] = [];
    for (const { path, message } of faults) {
      if (isSaid(path, already, line) || said.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
      if (++reported > mostReports) return;
      said.push(path);
      report({ place: atValue(...path), message: withWording(message, target, 'schema') });
    }
  },
};

interface SchemaFault {
  readonly path: Path;
  readonly message: string;
}

/**
 * Tells whether another report is about the same value, about something in it, or about something around it. What is said of
 * a whole conversation or line does not count: it leaves open what is wrong within one message.
 */
function isSaid(path: Path, already: readonly Report[], line: LineSubject): boolean {
  return already.some((report) => {
    // What is said of some words leaves open whether a text may stand there at all.
    if (!('path' in report.place) || report.place.at === 'text') return false;
    const said = report.place.path;
    if (isWithin(said, path)) return true;
    if (report.fixes?.some((fix) => renamesTo(fix, path))) return true;
    return (
      said.length > 0 && isWithin(path, said) && !line.lists.some((list) => list.path.length === said.length && isWithin(said, list.path))
    );
  });
}

/** Tells whether the fix gives a misspelt key the name whose absence is complained of. */
function renamesTo({ edits }: Fix, path: Path): boolean {
  return edits.some(
    (edit) =>
      edit.op === 'rename' &&
      edit.key === path.at(-1) &&
      edit.path.length === path.length &&
      isWithin(edit.path.slice(0, -1), path.slice(0, -1)),
  );
}

function isWithin(inner: Path, outer: Path): boolean {
  return inner.length >= outer.length && outer.every((step, index) => step === inner[index]);
}

function faultOf(root: JsonObject, error: SchemaError): SchemaFault {
  const path = pathOf(root, error.instancePath);
  const { params, keyword } = error;
  const absent = keyword === 'required' ? params.missingProperty : keyword === 'discriminator' ? params.tag : undefined;
  const full = typeof absent === 'string' ? [...path, absent] : path;
  const name = full.length === 0 ? 'This line' : `\`${formatPath(full)}\``;
  const value = valueAt(root, full);
  const what = value === undefined ? `${name} is missing` : wrongValue(name, value, error);
  return {
    path: full,
    message: `${what}${value === undefined ? ', and the trainer cannot read the line without it: add it.' : ', so the trainer cannot read this line.'}`,
  };
}

function wrongValue(name: string, value: unknown, { keyword, params, message }: SchemaError): string {
  switch (keyword) {
    case 'type':
      return `${name} must be ${typeNames(params.type)}, not ${describe(value)}`;
    case 'enum':
      return `${name} must be ${isArray(params.allowedValues) ? params.allowedValues.map((each) => JSON.stringify(each)).join(' or ') : 'another value'}, not ${describe(value)}`;
    case 'const':
      return `${name} must be ${JSON.stringify(params.allowedValue)}, not ${describe(value)}`;
    case 'minItems':
      return `${name} is an empty list`;
    case 'maxItems':
      return `${name} has more than ${String(params.limit)} items`;
    case 'pattern':
      return `${name} is ${quoted(String(value))}: only letters, digits, \`_\` and \`-\` may stand in it, 64 at the most`;
    case 'discriminator':
      return `${name} is ${describe(value)}, which is no kind that may stand here`;
    default:
      return `${name} ${message ?? 'does not fit the format'}`;
  }
}

const nameOfType: ReadonlyMap<unknown, string> = new Map([
  ['string', 'a text'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['boolean', '`true` or `false`'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['null', '`null`'],
]);

function typeNames(types: unknown): string {
  const names = (isArray(types) ? types : [types]).map((type) => nameOfType.get(type) ?? 'another type');
  return names.length < 2 ? (names[0] ?? 'another type') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The path that a JSON Pointer means; which steps are indexes only the value can tell. */
function pathOf(root: unknown, pointer: string): Path {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const index = isArray(value) ? Number(key) : undefined;
      value = isArray(value) ? value[index ?? 0] : isObject(value) ? member(value, key) : undefined;
      return index ?? key;
    });
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof step === 'number') return isArray(value) ? value[step] : undefined;
    return isObject(value) ? member(value, step) : undefined;
  }, root);
}
