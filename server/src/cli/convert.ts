import { joinedRecords } from '../core/check/joinRecords';
import { usualShape } from '../core/convert/linesInShape';
import { type Row, splitRows } from '../core/rows/row';
import { detectFileShape } from '../core/shapes/detect';
import { shapeById } from '../core/shapes/index';
import { UsageError } from './arguments';
import { type ConvertArguments, convertArguments } from './convertArguments';
import { outputs, type Source } from './convertOutputs';
import { contentOf } from './convertSource';
import { convertText } from './convertText';
import type { CliIo } from './io';
import { ruleErrors } from './ruleErrors';
import { transcriptLines } from './transcriptSource';
import { whyUnreadable } from './unreadable';
import { whyUnwritable, writeOut } from './writing';

/**
 * `exemplar convert`: writes training files in another shape, and texts as training lines. The exit code: 0 all is written,
 * 1 something was left out, 2 a file could not be read or written; then no file is written.
 */
export async function convert(argv: readonly string[], io: CliIo): Promise<number> {
  const args = convertArguments(argv, Object.keys(outputs));
  const kind = args.to ?? usualShape(args.target, false).id;
  const output = outputs[kind];
  if (!output) throw new UsageError(`nothing can be converted to ${kind}`);
  let code = 0;
  const tell = (path: string, notes: readonly string[], leftOut: boolean): void => {
    if (leftOut) code = 1;
    for (const note of notes) io.err(`exemplar: ${path}: ${note}\n`);
  };
  const pieces = output(sourcesOf(args, io, tell), tell, {
    assistant: args.text.options.assistant ?? '',
    ...(args.isTargetNamed && { trainer: { target: args.target, severities: {} } }),
  });
  try {
    if (args.out === undefined) await writeOut(pieces, io);
    else await io.createFile(args.out, pieces, args.force);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    io.err(`exemplar: ${error instanceof FileError ? error.message : `${args.out ?? 'standard output'}: ${whyUnwritable(error)}`}\n`);
    return 2;
  }
  return code;
}

/** A file that could not be read; the message names it. */
class FileError extends Error {}

async function* sourcesOf(
  args: ConvertArguments,
  io: CliIo,
  tell: (path: string, notes: readonly string[], leftOut: boolean) => void,
): AsyncGenerator<Source> {
  const { files, text, to, target } = args;
  for await (const path of allFiles(files, io)) {
    const content = await reading(path, contentOf(io.open(path), text.as !== undefined || text.options.columns !== undefined));
    if (content.shape) {
      const { shape, sample, rows } = content;
      yield { path, shape, sample, rows: guarded(path, rows) };
      continue;
    }
    const joined =
      content.spread && saysNothing(args)
        ? joinedRecords(content.text, { target, fileShape: content.spread, onRuleError: ruleErrors(io) })
        : undefined;
    if (content.spread && joined) {
      tell(path, ['its records go over several lines, or stand in a list; they are read as lines, one a record'], false);
      yield { path, shape: content.spread, sample: joined, rows: each(joined) };
      continue;
    }
    const isGuessed = text.as === undefined && text.options.columns === undefined;
    const transcript = isGuessed ? await reading(path, transcriptLines(path, content.text)) : undefined;
    const converted = transcript
      ? { lines: transcript, notes: [], leftOut: false }
      : await convertText(content.text, text, { to, target }, io);
    if ('refused' in converted) throw new FileError(`${path}: ${converted.refused}`);
    const { lines, notes, leftOut } = converted;
    for (const { line, message } of notes) tell(line === undefined ? path : `${path}:${line}`, [message], leftOut);
    const rows = splitRows(lines.join('\n'));
    const shape = detectFileShape(rows) ?? shapeById('chat');
    if (lines.length > 0 && shape) yield { path, shape, sample: rows, rows: each(rows), ...(!transcript && { made: true }) };
  }
}

/** Whether nobody said how a text is to be read, or who has to accept what is made of it: that is meant for its records too. */
function saysNothing({ text: { as, maxTokens, options }, isTargetNamed }: ConvertArguments): boolean {
  return as === undefined && maxTokens === undefined && Object.keys(options).length === 0 && !isTargetNamed;
}

/** The files, and instead of a folder the texts and training files below it. */
async function* allFiles(files: readonly string[], io: CliIo): AsyncGenerator<string> {
  for (const path of files) {
    const below = path === '-' ? undefined : await io.textFilesBelow?.(path);
    if (below === undefined) yield path;
    else if (below.length === 0) throw new FileError(`${path}: this folder holds no text files`);
    else yield* below;
  }
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

async function* guarded(path: string, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    throw new FileError(`${path}: ${whyUnreadable(error)}`);
  }
}

async function reading<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new FileError(`${path}: ${whyUnreadable(error)}`);
  }
}
