import type { Choices } from '../core/project/choices';
import { choiceFlags, inputFiles, parsed, UsageError } from './arguments';

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
  const { values, positionals } = parsed(argv, {
    target: { type: 'string' },
    model: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
    epochs: { type: 'string' },
    price: { type: 'string' },
  });
  const files = inputFiles(positionals, 'the files to report on');
  const choices = choiceFlags(values);
  const { format = 'text', out, force = false, epochs, price } = values;
  if (out === '') throw new UsageError('--out names no file: is a variable empty?');
  const form = formats.find((each) => each === format);
  if (!form) throw new UsageError(`--format is text, json, markdown or html, not ${format}`);
  if (epochs !== undefined && !/^[1-9]\d*$/.test(epochs)) throw new UsageError(`--epochs takes a whole number above 0, not ${epochs}`);
  if (price !== undefined && !/^\d+(\.\d+)?$/.test(price)) throw new UsageError(`--price takes US dollars such as 3 or 0.5, not ${price}`);
  return {
    files,
    flags: {
      ...choices,
      ...(epochs !== undefined && { epochs: Number(epochs) }),
      ...(price !== undefined && { pricePerMillion: Number(price) }),
    },
    format: form,
    out,
    force,
  };
}
