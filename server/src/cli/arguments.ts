import { type ParseArgsConfig, parseArgs } from 'node:util';
import { reasonOf } from '../core/errors';
import type { Choices } from '../core/project/choices';
import { nearest } from '../core/project/nearest';
import { knowsModel, modelOrUsual, targetById, targets } from '../core/targets/index';
import type { Model, Target } from '../core/targets/target';

/** What `exemplar check` was asked to do. */
export interface CheckArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What wins over project files; with a model, tokens are counted. */
  readonly flags: Choices;
  readonly format: 'text' | 'json';
  /** More warnings than this fail the run. */
  readonly maxWarnings: number | undefined;
  /** How many findings of a file are listed, the worst ones; all are counted. */
  readonly maxListed: number;
}

// What is listed is kept until the file's end, in a kilobyte or two for each.
const usuallyListed = 20_000;

/** Arguments that make no sense, with what would. */
export class UsageError extends Error {}

/** Reads the arguments of `exemplar check`; throws a UsageError for those that make no sense. */
export function checkArguments(argv: readonly string[]): CheckArguments {
  const { values, positionals } = parsed(argv, {
    target: { type: 'string' },
    model: { type: 'string' },
    format: { type: 'string' },
    'max-warnings': { type: 'string' },
    'max-listed': { type: 'string' },
  });
  const files = inputFiles(positionals, 'the files to check');
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not ${format}`);
  const maxWarnings = wholeNumber('--max-warnings', values['max-warnings']);
  const maxListed = wholeNumber('--max-listed', values['max-listed']) ?? usuallyListed;
  return { files, flags: choiceFlags(values), format, maxWarnings, maxListed };
}

function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new UsageError(`${flag} takes a whole number, not ${text}`);
  return text === undefined ? undefined : Number(text);
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values of a command's options, and what stands beside them. */
export type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ readonly args: string[]; readonly allowPositionals: true; readonly options: Known }>
>;

/** Reads arguments by the options that a command has; throws a UsageError for any other. */
export function parsed<const Known extends Options>(argv: readonly string[], options: Known): Parsed<Known> {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** The files that a command reads, `-` for standard input; throws a UsageError without any. `what` is what is to be named. */
export function inputFiles(positionals: readonly string[], what: string): readonly string[] {
  if (positionals.length === 0) throw new UsageError(`name ${what}, or - for standard input`);
  if (positionals.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  return positionals;
}

/** The choices that `--target` and `--model` make; throws a UsageError for a target that there is not, and for an empty model. */
export function choiceFlags({ target, model }: { readonly target?: string | undefined; readonly model?: string | undefined }): Choices {
  if (model === '') throw new UsageError('--model names no model: is a variable empty?');
  return { ...targetFlag(target), ...(model !== undefined && { model }) };
}

/** The choice that `--target` makes; throws a UsageError when there is no such target. */
export function targetFlag(id: string | undefined): Choices {
  return id === undefined ? {} : { target: targetNamed(id).id };
}

/** The model that a flag names, or a project file; throws a UsageError where the flag names none of the target's. */
export function modelNamed(target: Target, flag: string | undefined, chosen: string | undefined): Model | undefined {
  if (flag !== undefined && !knowsModel(target, flag)) {
    const known = target.models.map(({ id }) => id);
    throw new UsageError(`${target.name} has no model ${flag}${choices(flag, known)}`);
  }
  return chosen === undefined ? undefined : modelOrUsual(target, chosen);
}

/** The target with this id, throws a UsageError when there is no such target. */
export function targetNamed(id: string): Target {
  const target = targetById(id);
  if (target) return target;
  const known = targets.map((each) => each.id);
  throw new UsageError(`there is no target ${id}${choices(id, known)}`);
}

/** ": did you mean X?", or the list when nothing is near. */
export function choices(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  if (near) return `: did you mean ${near}?`;
  return `: choose one of ${known.join(', ')}`;
}
