import type { SeverityOverrides } from '../check/severity';
import type { Severity } from '../finding';
import { isArray, isObject, type JsonObject } from '../json/parse';
import { formatPath, type Path } from '../json/path';
import { knowsModel, targetById } from '../targets/index';
import { type ProjectKey, projectKeys, severityWords } from './keys';
import { nearest } from './nearest';

/** A training file and its validation file, as paths from the folder of what names them, with slashes. */
export interface NamedPair {
  readonly training: string;
  readonly validation: string;
}

/** What was chosen in one place; every value that is here can be obeyed. */
export interface Choices {
  readonly target?: string;
  readonly model?: string;
  readonly shape?: string;
  readonly rules?: SeverityOverrides;
  readonly pairs?: readonly NamedPair[];
  /** The path of a `tokenizer.json`. */
  readonly tokenizer?: string;
  readonly epochs?: number;
  /** US dollars for a million training tokens. */
  readonly pricePerMillion?: number;
}

/** Something that cannot be obeyed, with the path of the key or value to blame. */
export interface ChoiceFault {
  /** `type` is what an editor finds out with the JSON Schema, `name` what only this reader knows. */
  readonly kind: 'type' | 'name';
  readonly at: 'key' | 'value';
  readonly path: Path;
  readonly message: string;
}

/** Reads choices from a value that anybody may have written: what can be obeyed, and what cannot. */
export function readChoices(value: unknown): { readonly choices: Choices; readonly faults: readonly ChoiceFault[] } {
  const faults: ChoiceFault[] = [];
  if (!isObject(value)) {
    const message = `This should be an object, such as {"target": "openai"}, and not ${typeOf(value)}. It is passed over.`;
    return { choices: {}, faults: [{ kind: 'type', at: 'value', path: [], message }] };
  }
  const found: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === '$schema') continue;
    const known = projectKeys.find((each) => each.key === key);
    if (!known) {
      faults.push(unknownName('key', [key], 'key', key, keyNames));
      continue;
    }
    const read = readers[known.holds](part, known, [key], faults, value);
    if (read !== undefined) found[key] = read;
  }
  return { choices: found, faults };
}

/** Puts choices over each other, the strongest first; severities are put together rule by rule. */
export function layered(...layers: readonly Choices[]): Choices {
  const [first = {}, ...others] = layers;
  if (others.length === 0) return first;
  const below = layered(...others);
  return { ...below, ...first, rules: { ...below.rules, ...first.rules } };
}

const keyNames = projectKeys.map(({ key }) => key);

type Reader = (value: unknown, key: ProjectKey, path: Path, faults: ChoiceFault[], whole: JsonObject) => unknown;

const readers: Readonly<Record<ProjectKey['holds'], Reader>> = {
  name(value, key, path, faults) {
    if (key.holds !== 'name') return undefined;
    const names = key.choices.map(({ name }) => name);
    if (typeof value !== 'string') return refuse(faults, path, `a text, such as "${names[0]}"`, value);
    if (names.includes(value)) return value;
    faults.push(unknownName('value', path, key.noun, value, names));
    return undefined;
  },
  model(value, _key, path, faults, whole) {
    if (typeof value !== 'string') return refuse(faults, path, 'a text, such as "gpt-4.1-mini-2025-04-14"', value);
    if (value === '') return undefined;
    // Without a target of its own the file cannot tell whose model it is.
    const target = typeof whole.target === 'string' ? targetById(whole.target) : undefined;
    if (!target || knowsModel(target, value)) return value;
    const near = nearest(
      value,
      target.models.map(({ id }) => id),
    );
    const advice = near ? `Did you mean \`${near}\`?` : `It has ${listed(target.models.map(({ id }) => id))}.`;
    faults.push({
      kind: 'name',
      at: 'value',
      path,
      message: `${target.name} has no model \`${value}\`, so its usual one is taken. ${advice}`,
    });
    return undefined;
  },
  severities(value, key, path, faults) {
    if (key.holds !== 'severities') return undefined;
    if (!isObject(value)) return refuse(faults, path, 'an object, such as {"blank-line": "off"}', value);
    const names = key.choices.map(({ name }) => name);
    const read: Record<string, Severity | 'off'> = {};
    for (const [rule, severity] of Object.entries(value)) {
      const at = [...path, rule];
      const word = severityWords.find((each) => each === severity);
      if (!names.includes(rule)) faults.push(unknownName('key', at, 'rule', rule, names));
      else if (word) read[rule] = word;
      else if (typeof severity !== 'string') refuse(faults, at, 'a severity, such as "warning"', severity);
      else faults.push(unknownName('value', at, 'severity', severity, severityWords));
    }
    return read;
  },
  pairs(value, _key, path, faults) {
    if (!isArray(value)) return refuse(faults, path, 'a list of pairs', value);
    return value.flatMap((pair, index): NamedPair[] => {
      const at = [...path, index];
      if (!isObject(pair)) {
        refuse(faults, at, 'an object, such as {"training": "a.jsonl", "validation": "b.jsonl"}', pair);
        return [];
      }
      for (const key of Object.keys(pair)) {
        if (!pairKeys.includes(key)) faults.push(unknownName('key', [...at, key], 'key', key, pairKeys));
      }
      const { training, validation } = pair;
      if (typeof training === 'string' && typeof validation === 'string') return [{ training, validation }];
      for (const key of pairKeys) {
        if (typeof pair[key] === 'string') continue;
        if (Object.hasOwn(pair, key)) refuse(faults, [...at, key], 'the path of a file', pair[key]);
        else
          faults.push({ kind: 'type', at: 'value', path: at, message: `This pair has no \`${key}\` file, so it is passed over. Add it.` });
      }
      return [];
    });
  },
  number(value, key, path, faults) {
    if (key.holds !== 'number') return undefined;
    const isOne = typeof value === 'number' && value >= key.least && value <= key.most && (!key.isWhole || Number.isInteger(value));
    if (isOne) return value;
    const wanted = `${key.isWhole ? 'a whole number' : 'a number'} of ${key.least} or more, such as ${key.example}`;
    return refuse(faults, path, wanted, value, typeof value === 'number' ? String(value) : typeOf(value));
  },
  path: (value, _key, path, faults) => (typeof value === 'string' ? value : refuse(faults, path, 'the path of a file', value)),
};

const pairKeys = ['training', 'validation'];

function refuse(faults: ChoiceFault[], path: Path, wanted: string, value: unknown, is = typeOf(value)): undefined {
  const message = `\`${formatPath(path)}\` should be ${wanted}, and not ${is}. It is passed over.`;
  faults.push({ kind: 'type', at: 'value', path, message });
}

function unknownName(at: ChoiceFault['at'], path: Path, noun: string, name: string, known: readonly string[]): ChoiceFault {
  const near = nearest(name, known);
  const advice = near ? `Did you mean \`${near}\`?` : `There ${known.length === 1 ? 'is' : 'are'} ${listed(known)}.`;
  return { kind: 'name', at, path, message: `There is no ${noun} \`${name}\`, so it is passed over. ${advice}` };
}

// A list of all rules would hide what it is about.
const mostListed = 16;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map((name) => `\`${name}\``);
  return names.length > mostListed ? `${shown.join(', ')} and ${names.length - mostListed} more` : shown.join(', ');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
