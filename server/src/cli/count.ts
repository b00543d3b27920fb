import { counted, grouped } from '../core/numbers';
import { choiceFlags, parsed, UsageError } from './arguments';
import type { CliIo } from './io';
import { matchingLines } from './matchingLines';
import { spreadText } from './report';
import { Unworkable } from './trainingRows';

/**
 * `exemplar count`: says how many lines of a file match a query, and with `--lines` which. The exit code: 0 some, 1 none, 2 the
 * file could not be read.
 */
export async function count(argv: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parsed(argv, { lines: { type: 'boolean' }, target: { type: 'string' }, model: { type: 'string' } });
  const [file, ...query] = positionals;
  if (file === undefined || query.length === 0)
    throw new UsageError('name a file and a query, such as train.jsonl \'role:assistant contains "sorry"\'');
  if (file === '-') throw new UsageError('count may read the file more than once, which standard input cannot be: name a file');
  const flags = choiceFlags(values);
  try {
    const { lines, all, spreadRecords } = await matchingLines(file, query.join(' '), flags, io);
    if (values.lines) for (const line of lines) io.out(`${line + 1}\n`);
    const said = `${grouped(lines.size)} of ${counted(all, 'line')}`;
    if (spreadRecords > 0) io.err(`exemplar: ${file}: ${spreadText(spreadRecords)}: no query finds what stands there\n`);
    (values.lines ? io.err : io.out)(`${said}\n`);
    return lines.size > 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unworkable)) throw error;
    io.err(`exemplar: ${file}: ${error.message}\n`);
    return 2;
  }
}
