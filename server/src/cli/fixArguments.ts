import type { Choices } from '../core/project/choices';
import { inputFiles, parsed, targetFlag, UsageError } from './arguments';

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
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parsed(argv, { target: { type: 'string' }, diff: flag, write: flag, all: flag });
  const { diff = false, write = false, all = false } = values;
  const files = inputFiles(positionals, 'the files to fix');
  if (write && files.includes('-')) throw new UsageError('standard input cannot be written to: name a file, or take --diff');
  if (all && !write && !diff)
    throw new UsageError('--all goes with --write or --diff: without them both safe and suggested remedies are listed');
  return { files, flags: targetFlag(values.target), diff, write, all };
}
