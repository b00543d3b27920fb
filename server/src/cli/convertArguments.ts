import type { ColumnRoles, ConvertOptions, Role } from '../core/convert/reading';
import { acceptedShape, notAccepted } from '../core/rules/accepted';
import { shapeById } from '../core/shapes/index';
import { defaultTargetId } from '../core/targets/index';
import type { Target } from '../core/targets/target';
import { choices, inputFiles, parsed, targetNamed, UsageError } from './arguments';

/** What `exemplar convert` was asked to do. */
export interface ConvertArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What to write: the id of a shape, or another kind of output; undefined for what the target usually takes. */
  readonly to: string | undefined;
  /** Who will train on the lines. */
  readonly target: Target;
  /** Whether that was said, or is what is usual. */
  readonly isTargetNamed: boolean;
  /** Where to write; undefined for standard output. */
  readonly out: string | undefined;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
  readonly text: TextArguments;
}

/** What was said of files that are no training data; undefined where nothing was. */
export interface TextArguments {
  /** The reading's id: `transcript`, `passage-continue`. */
  readonly as: string | undefined;
  /** The most tokens of one example. */
  readonly maxTokens: number | undefined;
  /** Tokens that a part repeats of the one before. */
  readonly overlap: number | undefined;
  readonly options: ConvertOptions;
}

const text = { type: 'string' } as const;

const options = {
  as: text,
  to: text,
  target: text,
  assistant: text,
  system: text,
  'max-tokens': text,
  overlap: text,
  prompt: text,
  heading: text,
  column: { type: 'string', multiple: true },
  separator: text,
  stop: text,
  'keep-line-breaks': { type: 'boolean' },
  out: { type: 'string', short: 'o' },
  force: { type: 'boolean' },
} as const;

/** Reads the arguments of `exemplar convert`; `kinds` are the kinds of output. Throws a UsageError for those that make no sense. */
export function convertArguments(argv: readonly string[], kinds: readonly string[]): ConvertArguments {
  const { values, positionals } = parsed(argv, options);
  const files = inputFiles(positionals, 'the files to convert');
  const { to, out, force = false } = values;
  if (to !== undefined && !kinds.includes(to)) throw new UsageError(`nothing can be converted to ${to}${choices(to, kinds)}`);
  const target = targetNamed(values.target ?? defaultTargetId);
  const shape = to === undefined ? undefined : shapeById(to);
  if (values.target !== undefined && shape && !acceptedShape(target, shape)) throw new UsageError(notAccepted(target, shape));
  if (out === '') throw new UsageError('--out names no file: is a variable empty?');
  if (force && (out === undefined || out === '-')) throw new UsageError('--force goes with -o FILE: it allows to replace that file');
  const maxTokens = tokens('max-tokens', values['max-tokens']);
  const overlap = tokens('overlap', values.overlap);
  if (overlap !== undefined && (maxTokens === undefined || overlap >= maxTokens))
    throw new UsageError('--overlap goes with a larger --max-tokens: it says how much of a part the next one repeats');
  const columns = columnsOf(values.column ?? []);
  const convertOptions: ConvertOptions = {
    ...(values.assistant !== undefined && { assistant: values.assistant }),
    ...(values.system !== undefined && { system: values.system }),
    ...(values.prompt !== undefined && { prompt: values.prompt }),
    ...(values.heading !== undefined && { heading: values.heading }),
    ...(columns !== undefined && { columns }),
    ...(values.separator !== undefined && { separator: unescaped(values.separator) }),
    ...(values.stop !== undefined && { stop: unescaped(values.stop) }),
    ...(values['keep-line-breaks'] !== undefined && { keepLineBreaks: values['keep-line-breaks'] }),
  };
  return {
    files,
    to,
    target,
    isTargetNamed: values.target !== undefined,
    out: out === '-' ? undefined : out,
    force,
    text: { as: values.as, maxTokens, overlap, options: convertOptions },
  };
}

function tokens(name: string, value: string | undefined): number | undefined {
  if (value !== undefined && !/^[1-9]\d{0,14}$/.test(value)) throw new UsageError(`--${name} takes a whole number above 0, not ${value}`);
  return value === undefined ? undefined : Number(value);
}

// `user=subject,body assistant=reply`, one role an option.
function columnsOf(given: readonly string[]): ColumnRoles | undefined {
  const columns: Partial<Record<Role, readonly string[]>> = {};
  for (const each of given) {
    const [, role, names] = /^(system|user|assistant)=(.+)$/s.exec(each) ?? [];
    if (role === undefined || names === undefined)
      throw new UsageError(`--column takes user=NAME, assistant=NAME or system=NAME (NAME,NAME for several), not ${each}`);
    columns[role as Role] = names.split(',').map((name) => name.trim());
  }
  return given.length > 0 ? columns : undefined;
}

// Shells make it hard to give a line break.
function unescaped(value: string): string {
  return value.replace(/\\([nt\\])/g, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign);
}
