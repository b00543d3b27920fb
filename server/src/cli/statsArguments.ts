import { parseArgs } from 'node:util';
import type { Choices } from '../core/project/choices';
import { targetFlag, UsageError } from './arguments';

const formats = ['text', 'json', 'markdown', 'html'] as const;

/** What `exemplar stats` was asked to do. */
export interface StatsArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What wins over project files. */
  readonly flags: Choices;
  readonly format: (typeof formats)[number];
  /** The file to write to; standard output when undefined. */
  readonly out: string | undefined;
  readonly force: boolean;
}

/** Reads the arguments of `exemplar stats`; throws a UsageError for those that make no sense. */
export function statsArguments(argv: readonly string[]): StatsArguments {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0) throw new UsageError('name the files to report on, or - for standard input');
  if (positionals.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  const { model, format = 'text', out, force = false, epochs, price } = values;
  if (model === '') throw new UsageError('--model names no model: is a variable empty?');
  if (out === '') throw new UsageError('--out names no file: is a variable empty?');
  const form = formats.find((each) => each === format);
  if (!form) throw new UsageError(`--format is text, json, markdown or html, not ${format}`);
  if (epochs !== undefined && !/^[1-9]\d*$/.test(epochs)) throw new UsageError(`--epochs takes a whole number above 0, not ${epochs}`);
  if (price !== undefined && !/^\d+(\.\d+)?$/.test(price)) throw new UsageError(`--price takes US dollars such as 3 or 0.5, not ${price}`);
  return {
    files: positionals,
    flags: {
      ...targetFlag(values.target),
      ...(model !== undefined && { model }),
      ...(epochs !== undefined && { epochs: Number(epochs) }),
      ...(price !== undefined && { pricePerMillion: Number(price) }),
    },
    format: form,
    out,
    force,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        target: { type: 'string' },
        model: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string', short: 'o' },
        force: { type: 'boolean' },
        epochs: { type: 'string' },
        price: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
