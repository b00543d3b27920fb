import path from 'node:path';
import type { ValidationSize } from '../core/fileOps/split';
import { readForSplit, type SplitFile } from '../core/fileOps/splitRows';
import { parsed, UsageError } from './arguments';
import { exists } from './exists';
import type { CliIo } from './io';
import { openTraining, Unworkable } from './trainingRows';
import { seedOf } from './transformArguments';
import { whyUnwritable } from './writing';

interface SplitArguments {
  readonly file: string;
  readonly size: ValidationSize;
  readonly seed: number;
  readonly folder: string;
  readonly force: boolean;
}

/**
 * `exemplar split`: writes a part of a file for training and one for validation, without leaks between them. The exit code:
 * 0 both are written, 2 they are not.
 */
export async function split(argv: readonly string[], io: CliIo): Promise<number> {
  const { file, size, seed, folder, force } = splitArguments(argv);
  const { name, ext } = path.parse(file);
  let target = file;
  try {
    const reader = await read(file, io);
    const plan = reader.finish(size, seed);
    if ('refused' in plan) throw new Unworkable(plan.refused);
    const targets = {
      training: path.join(folder, `${name}-train${ext}`),
      validation: path.join(folder, `${name}-validation${ext}`),
    };
    for (const each of Object.values(targets)) {
      // Before either is written: half a split would be taken for a whole one.
      if (!force && (await exists(each, io)))
        throw new Unworkable(`${each} is there already and was left as it is: name another folder with -o, or add --force to replace it`);
    }
    const write = (side: keyof typeof targets, before?: () => Promise<void>): Promise<void> => {
      target = targets[side];
      return io.createFile(target, part(file, plan, side, io), force, before);
    };
    // Neither takes its place before both are whole, however the work is stopped.
    await write('training', () => write('validation'));
    io.err(`exemplar: ${file}: ${plan.facts.join('; ')}\n`);
    io.out(`${targets.training}\n${targets.validation}\n`);
    return 0;
  } catch (error) {
    io.err(error instanceof Unworkable ? `exemplar: ${file}: ${error.message}\n` : `exemplar: ${target}: ${whyUnwritable(error)}\n`);
    return 2;
  }
}

async function read(file: string, io: CliIo): Promise<ReturnType<typeof readForSplit>> {
  const { shape, rows } = await openTraining(file, io);
  const reader = readForSplit(shape);
  for await (const { text } of rows) reader.next(text);
  return reader;
}

/** The lines of one side, read from the file again: their texts were not kept. */
async function* part(file: string, plan: SplitFile, side: 'training' | 'validation', io: CliIo): AsyncGenerator<string> {
  const sideOf = plan.sides();
  const { rows, mark } = await openTraining(file, io);
  yield mark;
  for await (const { text, lineBreak } of rows) if (sideOf(text) === side) yield text + (lineBreak || '\n');
}

function splitArguments(argv: readonly string[]): SplitArguments {
  const { values, positionals } = parsed(argv, {
    validation: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
  });
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('name the file to split');
  if (more.length > 0) throw new UsageError(`one file at a time: ${more.join(' ')} is too much`);
  if (file === '-') throw new UsageError('split reads the file more than once, which standard input cannot be: name a file');
  const { validation = '10%', out = path.dirname(file), force = false } = values;
  return { file, size: sizeOf(validation), seed: seedOf(values.seed), folder: out, force };
}

function sizeOf(text: string): ValidationSize {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (number !== '' && value > 0 && (percent ? value < 100 : Number.isInteger(value))) {
    return percent ? { share: value / 100 } : { count: value };
  }
  throw new UsageError(`--validation is a share such as 10%, or a number of examples, not ${text}`);
}
