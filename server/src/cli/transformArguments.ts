import type { Operation } from '../core/fileOps/operation';
import type { Choices } from '../core/project/choices';
import { choiceFlags, choices, type Parsed, parsed, UsageError } from './arguments';

/** What `exemplar transform` can do: an operation on the file in place, or keeping the lines that a query matches. */
export type CliOperation = Operation | { readonly kind: 'keep'; readonly query: string };

/** Where the result goes. */
export type Output =
  | { readonly to: 'standard output' }
  | { readonly to: 'file'; readonly path: string; readonly force: boolean }
  | { readonly to: 'itself' };

/** What `exemplar transform` was asked to do. */
export interface TransformArguments {
  readonly operation: CliOperation;
  /** A path; `-` is standard input. */
  readonly file: string;
  readonly output: Output;
  /** What wins over project files. */
  readonly flags: Choices;
}

/** What each operation is called, and what it does. */
export const operationTexts: Readonly<Record<string, string>> = {
  dedupe: 'leave out examples that repeat an earlier one',
  shuffle: 'put the lines in a random order: --seed',
  sort: 'put the shortest first: --by tokens or characters, --longest-first',
  spacing: 'even spacing: compact, or --spaced',
  system: 'set the system prompt: --text, --missing where there is none alone, --remove',
  weights: 'let the last answer alone be learnt, or --all',
  keep: 'the lines that match: --where QUERY',
};

// Which operation each flag belongs to that changes what is done; the others say where the result goes, and whose tokens count.
const operationOfFlag = {
  seed: 'shuffle',
  by: 'sort',
  'longest-first': 'sort',
  spaced: 'spacing',
  text: 'system',
  missing: 'system',
  remove: 'system',
  all: 'weights',
  where: 'keep',
} as const;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const options = {
  seed: text,
  by: text,
  'longest-first': flag,
  spaced: flag,
  text,
  missing: flag,
  remove: flag,
  all: flag,
  where: text,
  target: text,
  model: text,
  out: { type: 'string', short: 'o' },
  force: flag,
  write: flag,
} as const;

/** Reads the arguments of `exemplar transform`; throws a UsageError for those that make no sense. */
export function transformArguments(argv: readonly string[]): TransformArguments {
  const { values, positionals } = parsed(argv, options);
  const [name, file, ...more] = positionals;
  const names = Object.keys(operationTexts);
  if (name === undefined) throw new UsageError(`say what to do: ${names.join(', ')}`);
  if (!names.includes(name)) throw new UsageError(`there is no operation ${name}${choices(name, names)}`);
  if (file === undefined) throw new UsageError('name the file, or - for standard input');
  if (more.length > 0) throw new UsageError(`one file at a time: ${more.join(' ')} is too much`);
  const operation = operationOf(name, values);
  if (file === '-' && readTwice(operation))
    throw new UsageError(`${name} reads the file more than once, which standard input cannot be: name a file`);
  return { operation, file, output: outputOf(values, file), flags: choiceFlags(values) };
}

function readTwice({ kind }: CliOperation): boolean {
  return kind === 'shuffle' || kind === 'sort' || kind === 'keep';
}

type Values = Parsed<typeof options>['values'];

function operationOf(name: string, values: Values): CliOperation {
  for (const [flag, operation] of Object.entries(operationOfFlag)) {
    if (flag in values && operation !== name) throw new UsageError(`--${flag} goes with ${operation}, and does nothing for ${name}`);
  }
  switch (name) {
    case 'shuffle':
      return { kind: 'shuffle', seed: seedOf(values.seed) };
    case 'sort': {
      const by = values.by ?? 'tokens';
      if (by !== 'tokens' && by !== 'characters') throw new UsageError(`--by is tokens or characters, not ${by}`);
      return { kind: 'sort', by, longestFirst: values['longest-first'] ?? false };
    }
    case 'spacing':
      return { kind: 'spacing', spacing: values.spaced ? 'spaced' : 'compact' };
    case 'system': {
      if (values.remove && (values.text !== undefined || values.missing))
        throw new UsageError('--remove takes the system prompt away, and --text and --missing set one: take one of them');
      if (values.remove) return { kind: 'no-system' };
      if (!values.text) throw new UsageError('system needs --text "…", or --remove');
      return { kind: 'system', text: values.text, onlyMissing: values.missing ?? false };
    }
    case 'weights':
      return { kind: 'weights', learnt: values.all ? 'all' : 'last' };
    case 'keep':
      if (values.where === undefined) throw new UsageError("keep needs --where QUERY, such as --where 'role:system not rule:last-message'");
      return { kind: 'keep', query: values.where };
    default:
      return { kind: 'dedupe' };
  }
}

function outputOf({ out, force = false, write = false }: Values, file: string): Output {
  if (write && out !== undefined) throw new UsageError('--write changes the file itself and --out writes another: take one of them');
  if (write && file === '-') throw new UsageError('standard input cannot be written to: take -o FILE');
  if (write) return { to: 'itself' };
  if (out === '') throw new UsageError('--out names no file: is a variable empty?');
  if (force && (out === undefined || out === '-')) throw new UsageError('--force goes with -o FILE: it allows to replace that file');
  return out === undefined || out === '-' ? { to: 'standard output' } : { to: 'file', path: out, force };
}

/** The seed that was given, or 1; throws a UsageError for what is no whole number. */
export function seedOf(seed: string | undefined): number {
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed takes a whole number of up to nine digits, not ${seed}`);
  return Number(seed ?? 1);
}
