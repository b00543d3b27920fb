import { parseArgs } from 'node:util';
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
}

/** Arguments that make no sense, with what would. */
export class UsageError extends Error {}

/** Reads the arguments of `exemplar check`; throws a UsageError for those that make no sense. */
export function checkArguments(argv: readonly string[]): CheckArguments {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0) throw new UsageError('name the files to check, or - for standard input');
  if (positionals.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  if (values.model === '') throw new UsageError('--model names no model: is a variable empty?');
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not ${format}`);
  const limit = values['max-warnings'];
  if (limit !== undefined && !/^\d+$/.test(limit)) throw new UsageError(`--max-warnings takes a whole number, not ${limit}`);
  const flags = { ...targetFlag(values.target), ...(values.model !== undefined && { model: values.model }) };
  return { files: positionals, flags, format, maxWarnings: limit === undefined ? undefined : Number(limit) };
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

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { target: { type: 'string' }, model: { type: 'string' }, format: { type: 'string' }, 'max-warnings': { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** ": did you mean X?", or the list when nothing is near. */
export function choices(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  if (near) return `: did you mean ${near}?`;
  return `: choose one of ${known.join(', ')}`;
}
