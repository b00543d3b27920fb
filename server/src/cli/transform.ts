import { isLineOperation, startOperation } from '../core/fileOps/operation';
import { counted, grouped } from '../core/numbers';
import { UsageError } from './arguments';
import type { CliIo } from './io';
import { matchingLines } from './matchingLines';
import { reordered } from './reordered';
import { spreadText } from './report';
import { openTraining, type TrainingRows, Unworkable } from './trainingRows';
import { type TransformArguments, transformArguments } from './transformArguments';
import { type Transforming, whyUnwritable, writeOut } from './writing';

/**
 * `exemplar transform`: does something with a training file as a whole, and writes the result to standard output, to another
 * file, or over the file itself once it is whole. The exit code: 0 done, 2 it could not be done; then no file was touched.
 */
export async function transform(argv: readonly string[], io: CliIo): Promise<number> {
  const args = transformArguments(argv);
  const { file, output } = args;
  try {
    const { pieces, summary } = await begin(args, io);
    if (output.to === 'standard output') await writeOut(pieces, io);
    else if (output.to === 'itself') await io.replaceFile(file, pieces);
    else await io.createFile(output.path, pieces, output.force);
    io.err(`exemplar: ${file}: ${summary()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const where = output.to === 'file' && !(error instanceof Unworkable) ? output.path : file;
    io.err(`exemplar: ${where}: ${error instanceof Unworkable ? error.message : whyUnwritable(error)}\n`);
    return 2;
  }
}

async function begin({ operation, file, flags, output }: TransformArguments, io: CliIo): Promise<Transforming> {
  if (operation.kind === 'keep') {
    const { lines, all, spreadRecords } = await matchingLines(file, operation.query, flags, io);
    if (spreadRecords > 0)
      throw new Unworkable(
        `${spreadText(spreadRecords)}, so that choosing lines would lose or tear apart what they hold: fix the file first with “exemplar fix --write”`,
      );
    // A query that matches nothing is more often a slip than a wish for an empty file.
    if (lines.size === 0 && output.to === 'itself')
      throw new Unworkable(`nothing matches ${operation.query}, so the file was left as it is`);
    const { rows, mark } = await openTraining(file, io);
    return {
      pieces: kept(rows, mark, lines),
      summary: () => `${grouped(lines.size)} of ${counted(all, 'line')} kept`,
    };
  }
  return isLineOperation(operation) ? changed(await openTraining(file, io), operation) : reordered(file, operation, flags, io);
}

function changed({ shape, rows, mark }: TrainingRows, operation: Parameters<typeof startOperation>[0]): Transforming {
  const running = startOperation(operation, shape);
  const pieces = async function* (): AsyncGenerator<string> {
    yield mark;
    for await (const { text, lineBreak } of rows) {
      const result = running.next(text);
      if (result !== undefined) yield result + lineBreak;
    }
  };
  return { pieces: pieces(), summary: running.summary };
}

async function* kept(rows: TrainingRows['rows'], mark: string, lines: ReadonlySet<number>): AsyncGenerator<string> {
  yield mark;
  let index = 0;
  for await (const { text, lineBreak } of rows) if (lines.has(index++)) yield text + (lineBreak || '\n');
}
