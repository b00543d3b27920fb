import { checkStream } from '../core/check/streamCheck';
import { parseLine } from '../core/json/parse';
import type { Model } from '../core/targets/target';
import { countExample, type ExampleTokens } from '../core/tokens/countExample';
import { createCounter } from '../core/tokens/counter';
import { vocabularyOf } from '../core/tokens/encodings';
import { type CheckArguments, checkArguments, modelNamed, UsageError } from './arguments';
import { excerpt } from './excerpt';
import type { CliIo } from './io';
import { createPlans, type PlanFor } from './project';
import { readRows } from './readRows';
import { countBySeverity, type FileReport, jsonReport, type Paint, plural, summaryLine, textFinding } from './report';
import { whyUnreadable } from './unreadable';

/** `exemplar check`: checks files and prints what was found. The exit code: 0 no errors, 1 errors, 2 a file could not be read. */
export async function check(argv: readonly string[], io: CliIo, paint: Paint): Promise<number> {
  const args = checkArguments(argv);
  const planFor = createPlans(io);
  const files: FileReport[] = [];
  let unreadable = false;
  for (const path of args.files) {
    try {
      const file = await checkFile(path, args, planFor, io);
      files.push(file);
      if (args.format === 'text') printFile(file, io, paint);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      unreadable = true;
      io.err(`exemplar: ${path}: ${whyUnreadable(error)}\n`);
    }
  }
  if (args.format === 'json') for (const piece of jsonReport(files)) io.out(piece);
  else if (files.length > 0) io.out(`${summaryLine(files)}\n`);
  return unreadable ? 2 : verdict(files, args, io);
}

function verdict(files: readonly FileReport[], { maxWarnings }: CheckArguments, io: CliIo): number {
  const { error, warning } = countBySeverity(files);
  if (maxWarnings !== undefined && warning > maxWarnings) {
    io.err(`exemplar: ${plural(warning, 'warning')}, but --max-warnings allows ${maxWarnings}\n`);
    return 1;
  }
  return error > 0 ? 1 : 0;
}

async function checkFile(path: string, { flags, format }: CheckArguments, planFor: PlanFor, io: CliIo): Promise<FileReport> {
  const { settings, choices } = await planFor(path, flags);
  const { target } = settings;
  const model = modelNamed(target, flags.model, choices.model);
  const count = model && (await tokenCounter(model, io));
  let tokens = 0;
  let approximate = false;
  const result = await checkStream(
    readRows(io.open(path)),
    {
      ...settings,
      onRuleError: (rule, error) => io.err(`exemplar: rule ${rule} failed: ${error instanceof Error ? error.stack : error}\n`),
    },
    {
      excerptOf: format === 'text' ? excerpt : () => '',
      ...(count && {
        onRow: ({ text }) => {
          const counted = count(text);
          tokens += counted?.total ?? 0;
          approximate ||= counted?.approximate ?? false;
        },
      }),
    },
  );
  const report = { path, target: target.id, ...result };
  return count && result.shape ? { ...report, tokens, approximate } : report;
}

/** Counts the tokens of a line's text; lines that are no JSON have none. */
async function tokenCounter(model: Model, io: CliIo): Promise<(text: string) => ExampleTokens | undefined> {
  const name = vocabularyOf(model.encoding);
  const counter = createCounter(name, await io.vocabulary(name));
  return (text) => {
    const parsed = parseLine(text);
    return parsed.ok ? countExample(parsed.value, counter, model) : undefined;
  };
}

function printFile(file: FileReport, io: CliIo, paint: Paint): void {
  for (const finding of file.findings) io.out(textFinding(file.path, finding, paint));
  if (!file.shape) {
    const why = file.isBlank ? 'the file is empty' : 'not training data';
    io.err(`exemplar: ${file.path}: ${why}, so nothing was checked\n`);
  }
  if (file.tokens !== undefined) io.out(`${file.path}: ${file.approximate ? 'about ' : ''}${plural(file.tokens, 'token')}\n`);
}
