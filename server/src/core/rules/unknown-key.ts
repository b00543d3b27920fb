import type { Fix, Report, Severity } from '../finding';
import { isArray, isObject, type JsonObject } from '../json/parse';
import { atKey, isSamePath, type Path } from '../json/path';
import { type KnownKeys, kindOf, knownKeysOf } from '../shapes/knownKeys';
import type { KeyPolicy } from '../targets/target';
import { acceptedShape } from './accepted';
import { meansKey } from './nearNames';
import { isOwnPlace } from './ownPlaces';
import type { CheckContext, LineSubject, ReportTo, Rule } from './rule';
import { withWords } from './wording';

// Definitions of tools hold JSON Schema, which has its own keys and is free to have more.
const notEntered = new Set(['tools', 'functions']);

/** A key that the target does not know. */
export const unknownKey: Rule = {
  id: 'unknown-key',
  about: 'line',
  severity: 'error',
  summary: 'A line or message has a key that the target refuses or passes over.',
  why: 'Some services refuse a file over one extra key, such as an id or a source; others pass over it, and a misspelt key then means that something is quietly not learnt.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","wieght":0},{"role":"assistant","content":"hello!"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":0},{"role":"assistant","content":"hello!"}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"source":"forum"}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: ['{"instruction":"Add","input":"1, 2","answer":"3"}'],
      target: 'llama-factory',
      fixed: ['{"instruction":"Add","input":"1, 2","output":"3"}'],
    },
  ],
  good: [
    { lines: ['{"instruction":"Add","input":"1, 2","output":"3"}'], target: 'llama-factory' },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"1+1?"}],"reference":"2"}'] },
  ],
  passesPlain: true,
  check(line, report, context, already) {
    reportMisnamed(line, report, context);
    const schema = line.shape?.schema;
    const policies = acceptedShape(context.target, line.shape)?.unknownKeys;
    if (!schema || !policies || (isOff(policies.line) && isOff(policies.message))) return;
    const known = knownKeysOf(schema);
    if (!hasUnknownKey(line.value, known) && !policies.line?.except?.some((key) => Object.hasOwn(line.value, key))) return;
    const walk: Walk = { line, report, context, already, path: [], inMessages: false };
    visit(line.value, known, walk);
  },
};

// What a configuration may name otherwise is no error.
function reportMisnamed({ shape, value }: LineSubject, report: ReportTo, { target }: CheckContext): void {
  if (!shape?.misnamed || !acceptedShape(target, shape)) return;
  for (const { key, meant } of shape.misnamed(value)) {
    report({
      place: atKey(key),
      message: `\`${key}\` is not the name that trainers look for: ${target.name} reads \`${meant}\` unless its configuration names another key. Rename it.`,
      severity: 'warning',
      fixes: [{ ...renaming([key], key, meant), kind: 'suggestion' }],
    });
  }
}

interface Walk {
  readonly line: LineSubject;
  readonly report: ReportTo;
  readonly context: CheckContext;
  readonly already: readonly Report[];
  /** The steps to where the walk is now; one array for the whole walk. */
  readonly path: (string | number)[];
  inMessages: boolean;
}

function isOff(policy: KeyPolicy | undefined): boolean {
  return policy === undefined || policy.severity === 'off';
}

// Most lines have none, and finding that out allocates nothing.
function hasUnknownKey(value: unknown, known: KnownKeys): boolean {
  if (isArray(value)) {
    if (known.items) for (let index = 0; index < value.length; index++) if (hasUnknownKey(value[index], known.items)) return true;
    return false;
  }
  const keys = isObject(value) ? kindOf(known, value)?.keys : undefined;
  if (!keys || !isObject(value)) return false;
  for (const key in value) {
    const below = keys.get(key);
    if (below === undefined) return true;
    if (below.isCompound && !notEntered.has(key) && hasUnknownKey(value[key], below)) return true;
  }
  return false;
}

function visit(value: unknown, known: KnownKeys, walk: Walk): void {
  if (isArray(value)) {
    if (!known.items) return;
    const outer = walk.inMessages;
    walk.inMessages = true;
    for (let index = 0; index < value.length; index++) descend(value[index], index, known.items, walk);
    walk.inMessages = outer;
  } else if (isObject(value)) {
    const own = kindOf(known, value);
    if (own?.keys) visitMembers(value, own, own.keys, walk);
  }
}

function visitMembers(object: JsonObject, known: KnownKeys, keys: ReadonlyMap<string, KnownKeys>, walk: Walk): void {
  for (const key in object) {
    const value = object[key];
    const below = keys.get(key);
    if (below === undefined || isExcepted(key, walk)) reportKey(object, key, known, walk);
    else if (below.isCompound && !notEntered.has(key)) descend(value, key, below, walk);
  }
}

function isExcepted(key: string, { path, line, context: { target } }: Walk): boolean {
  return path.length === 0 && acceptedShape(target, line.shape)?.unknownKeys?.line?.except?.includes(key) === true;
}

function descend(value: unknown, step: string | number, known: KnownKeys, walk: Walk): void {
  walk.path.push(step);
  visit(value, known, walk);
  walk.path.pop();
}

function reportKey(object: JsonObject, key: string, known: KnownKeys, walk: Walk): void {
  const { target } = walk.context;
  const accepted = acceptedShape(target, walk.line.shape);
  const policy = walk.inMessages ? accepted?.unknownKeys?.message : accepted?.unknownKeys?.line;
  if (!policy || isOff(policy) || policy.also?.includes(key)) return;
  const path = [...walk.path, key];
  if (isOwnPlace(accepted, path)) return;
  if (walk.already.some(({ place }) => place.at !== 'text' && 'path' in place && isSamePath(place.path, path))) return;
  const meant = meantKeys(object, key, known);
  // What a required key is misspelt for is missing, which no service passes over.
  const isMissing = meant.some((each) => known.required.includes(each));
  const severity = isMissing || policy.severity === 'off' ? 'error' : policy.severity;
  const [only] = meant;
  const advice = only === undefined ? 'Remove it.' : `Did you mean ${meant.map((each) => `\`${each}\``).join(' or ')}?`;
  walk.report({
    place: atKey(...path),
    message: withWords(`\`${key}\` is no key that belongs here${effectOf(severity, target.name)}. ${advice}`, target, policy.wording, {
      key,
    }),
    severity,
    fixes: [...(only !== undefined && meant.length === 1 ? [renaming(path, key, only)] : []), removing(path, key)],
  });
}

function effectOf(severity: Severity, name: string): string {
  if (severity === 'error') return `: ${name} refuses a file over it`;
  return severity === 'warning' ? `, and ${name} may refuse it or pass over it` : `, and ${name} passes over it`;
}

/** The known keys that the object lacks and this one may be meant for. */
function meantKeys(object: JsonObject, key: string, { keys = new Map() }: KnownKeys): string[] {
  return [...keys].flatMap(([known, { types }]) =>
    !Object.hasOwn(object, known) && meansKey(key, known) && hasType(object[key], types) ? [known] : [],
  );
}

function hasType(value: unknown, types: readonly string[]): boolean {
  if (types.length === 0) return true;
  if (value === null) return types.includes('null');
  if (isArray(value)) return types.includes('array');
  if (typeof value === 'number') return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes(typeof value);
}

function renaming(path: Path, key: string, meant: string): Fix {
  return { kind: 'fix', title: `Rename \`${key}\` to \`${meant}\``, edits: [{ op: 'rename', path, key: meant }] };
}

function removing(path: Path, key: string): Fix {
  return { kind: 'suggestion', title: `Remove \`${key}\``, edits: [{ op: 'remove', path }] };
}
