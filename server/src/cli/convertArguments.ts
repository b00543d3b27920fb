import { parseArgs } from 'node:util';
import { choices, UsageError } from './arguments';

/** What `exemplar convert` was asked to do. */
export interface ConvertArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What to write: the id of a shape, or another kind of output. */
  readonly to: string;
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
  /** Who is the assistant. */
  readonly assistant: string | undefined;
  /** The system message of examples that bring none. */
  readonly system: string | undefined;
  /** The most tokens of one example. */
  readonly maxTokens: number | undefined;
}

/** Reads the arguments of `exemplar convert`; `kinds` are the kinds of output. Throws a UsageError for those that make no sense. */
export function convertArguments(argv: readonly string[], kinds: readonly string[]): ConvertArguments {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0) throw new UsageError('name the files to convert, or - for standard input');
  if (positionals.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  const { to = 'chat', out, force = false } = values;
  if (!kinds.includes(to)) throw new UsageError(`nothing can be converted to ${to}${choices(to, kinds)}`);
  if (out === '') throw new UsageError('--out names no file: is a variable empty?');
  if (force && (out === undefined || out === '-')) throw new UsageError('--force goes with -o FILE: it allows to replace that file');
  const limit = values['max-tokens'];
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) throw new UsageError(`--max-tokens takes a whole number above 0, not ${limit}`);
  return {
    files: positionals,
    to,
    out: out === '-' ? undefined : out,
    force,
    text: {
      as: values.as,
      assistant: values.assistant,
      system: values.system,
      maxTokens: limit === undefined ? undefined : Number(limit),
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: text,
        to: text,
        assistant: text,
        system: text,
        'max-tokens': text,
        out: { type: 'string', short: 'o' },
        force: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
