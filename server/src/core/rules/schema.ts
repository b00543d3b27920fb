import type { Report, Severity } from '../finding';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atValue, formatPath, type Path } from '../json/path';
import type { SchemaError } from '../shapes/jsonSchema';
import type { AcceptedShape } from '../targets/target';
import { acceptedShape } from './accepted';
import { describe, plain, quoted, typeNames } from './describe';
import { isOwnPlace } from './ownPlaces';
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
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"function":{"name":"weather"}}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"parallel_tool_calls":"yes"}'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi","name":"ada"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: ({ target }) => target.shapes.chat?.demands === undefined,
  check(line, report, { target }, already) {
    const accepted = acceptedShape(target, line.shape);
    // A shape that the target does not take must be converted first, so nothing is said of its details.
    if (!accepted) return;
    const validate = line.shape?.validate;
    const demands = accepted.demands?.validate;
    const fits = !validate || validate(line.value);
    const satisfies = !demands || demands(line.value);
    if (fits && satisfies) return;
    const faults = [
      ...(fits ? [] : (validate.errors ?? []).map((error) => faultOf(line.value, error)).filter((fault) => isFault(fault, accepted))),
      ...(satisfies ? [] : (demands.errors ?? []).flatMap((error) => complaintOf(line.value, error))),
    ];
    const said = saidBy(already, line);
    let reported = 0;
    for (const { path, message, severity } of faults) {
      if (said.within.has(keyOf(path)) || prefixesOf(path).some((prefix) => said.at.has(keyOf(prefix)))) continue;
      if (++reported > mostReports) return;
      said.at.add(keyOf(path));
      for (const prefix of prefixesOf(path)) said.within.add(keyOf(prefix));
      report({ place: atValue(...path), message: withWording(message, target, 'schema'), ...(severity && { severity }) });
    }
  },
};

interface SchemaFault {
  readonly path: Path;
  readonly message: string;
  readonly keyword: string;
  readonly value: unknown;
  /** How much it weighs, where that is not as much as the rest. */
  readonly severity?: Severity;
}

// What a condition asks for is reported by itself. A role that only this target knows is no fault.
function isFault({ path, keyword, value }: SchemaFault, accepted: AcceptedShape): boolean {
  if (keyword === 'if') return false;
  if (keyword === 'discriminator' && path.at(-1) === 'role' && accepted.roles?.some((role) => role === value)) return false;
  return !isOwnPlace(accepted, path);
}

function complaintOf(root: JsonObject, error: SchemaError): SchemaFault[] {
  const { complaint, severity } = error.parentSchema ?? {};
  return complaint === undefined ? [] : [{ ...faultOf(root, error), message: complaint, ...(severity && { severity }) }];
}

/** What other reports are about, so that asking costs the same however many there are. */
interface Said {
  /** The values themselves: what lies within them is said. */
  readonly at: Set<string>;
  /** The values and all that they lie in. */
  readonly within: Set<string>;
}

/**
 * What is said of a whole conversation or line does not count for what is within it: it leaves open what is wrong in one
 * message.
 */
function saidBy(already: readonly Report[], { lists }: LineSubject): Said {
  const wholes = new Set([keyOf([]), ...lists.map(({ path }) => keyOf(path))]);
  const said: Said = { at: new Set(), within: new Set() };
  for (const { place, fixes } of already) {
    // What is said of some words leaves open whether a text may stand there at all.
    if (!('path' in place) || place.at === 'text') continue;
    for (const prefix of prefixesOf(place.path)) said.within.add(keyOf(prefix));
    if (!wholes.has(keyOf(place.path))) said.at.add(keyOf(place.path));
    // A misspelt key is the one whose absence would be complained of.
    for (const { edits } of fixes ?? []) {
      for (const edit of edits) if (edit.op === 'rename') said.at.add(keyOf([...edit.path.slice(0, -1), edit.key]));
    }
  }
  return said;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function prefixesOf(path: Path): Path[] {
  return Array.from({ length: path.length + 1 }, (_, length) => path.slice(0, length));
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
    keyword,
    value,
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
      return `${name} is ${quoted(plain(value))}: only letters, digits, \`_\` and \`-\` may stand in it, 64 at the most`;
    case 'discriminator':
      return `${name} is ${describe(value)}, which is no kind that may stand here`;
    default:
      return `${name} ${message ?? 'does not fit the format'}`;
  }
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
