import { parseArgs } from 'node:util';
import type { Choices } from '../core/project/choices';
import { targetFlag, UsageError } from './arguments';

/** What `exemplar fix` was asked to do. */
export interface FixArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What wins over project files. */
  readonly flags: Choices;
  /** Print the change. */
  readonly diff: boolean;
  /** Make the change. */
  readonly write: boolean;
  /** The suggested remedies too, not the safe ones alone. */
  readonly all: boolean;
}

/** Reads the arguments of `exemplar fix`; throws a UsageError for those that make no sense. */
export function fixArguments(argv: readonly string[]): FixArguments {
  const { values, positionals } = parse(argv);
  const { diff = false, write = false, all = false } = values;
  if (positionals.length === 0) throw new UsageError('name the file to fix, or - for standard input');
  if (write && positionals.includes('-')) throw new UsageError('standard input cannot be written to: name a file, or take --diff');
  if (all && !write && !diff)
    throw new UsageError('--all goes with --write or --diff: without them both safe and suggested remedies are listed');
  return { files: positionals, flags: targetFlag(values.target), diff, write, all };
}

function parse(argv: readonly string[]) {
  try {
    const flag = { type: 'boolean' } as const;
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { target: { type: 'string' }, diff: flag, write: flag, all: flag },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
