import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { modelOf, targetById, targets } from '../core/targets/index';
import type { Model, Target } from '../core/targets/target';

/** What `exemplar check` was asked to do. */
export interface CheckArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly target: Target;
  /** Set when tokens are to be counted. */
  readonly model: Model | undefined;
  readonly format: 'text' | 'json';
  /** More warnings than this fail the run. */
  readonly maxWarnings: number | undefined;
}

/** Arguments that make no sense, with what would. */
export class UsageError extends Error {}

/** Reads the arguments of `exemplar check`; throws a UsageError for those that make no sense. */
export function checkArguments(argv: readonly string[], defaultTarget: string): CheckArguments {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0) throw new UsageError('name the files to check, or - for standard input');
  if (positionals.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  const target = targetNamed(values.target ?? defaultTarget);
  if (values.model === '') throw new UsageError('--model names no model: is a variable empty?');
  const model = values.model === undefined ? undefined : modelOf(target, values.model);
  if (values.model !== undefined && !model) {
    throw new UsageError(
      `${target.name} has no model ${values.model}${choices(
        values.model,
        target.models.map(({ id }) => id),
      )}`,
    );
  }
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not ${format}`);
  const limit = values['max-warnings'];
  if (limit !== undefined && !/^\d+$/.test(limit)) throw new UsageError(`--max-warnings takes a whole number, not ${limit}`);
  return { files: positionals, target, model, format, maxWarnings: limit === undefined ? undefined : Number(limit) };
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
  const near = known.length > 0 ? closest(wanted, [...known]) : undefined;
  if (near && distance(wanted, near) <= Math.max(2, wanted.length / 3)) return `: did you mean ${near}?`;
  return `: choose one of ${known.join(', ')}`;
}
