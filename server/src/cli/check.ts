import type { FileBytes } from '../core/bytes/fileBytes';
import { checkStream } from '../core/check/streamCheck';
import { counted } from '../core/numbers';
import { readRows } from '../core/rows/readRows';
import { modelOf } from '../core/targets/index';
import type { ExampleTokens } from '../core/tokens/countExample';
import { mayExceed } from '../core/tokens/mayExceed';
import { type CheckArguments, checkArguments, modelNamed, UsageError } from './arguments';
import { excerpt } from './excerpt';
import type { CliIo } from './io';
import { lineCounter } from './lineCounter';
import { whyNotTraining } from './notTraining';
import { createPlans, type PlanFor } from './project';
import { countBySeverity, type FileReport, jsonReport, type Paint, ruleSummary, summaryLine, summedUp, textFinding } from './report';
import { ruleErrors } from './ruleErrors';
import { whyUnreadable } from './unreadable';
import { writeOut } from './writing';

/**
 * `exemplar check`: checks files and prints what was found. The exit code: 0 no errors, 1 errors, 2 a file could not be read, or
 * none of them is training data.
 */
export async function check(argv: readonly string[], io: CliIo, paint: Paint): Promise<number> {
  const args = checkArguments(argv);
  const planFor = createPlans(io);
  const files: FileReport[] = [];
  let unreadable = false;
  for (const path of args.files) {
    try {
      const file = await checkFile(path, args, planFor, io);
      files.push(file);
      if (!file.shape) io.err(`exemplar: ${path}: ${whyNotTraining(file)}, so nothing was checked\n`);
      if (args.format === 'text') await printFile(file, io, paint);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      unreadable = true;
      io.err(`exemplar: ${path}: ${whyUnreadable(error)}\n`);
    }
  }
  if (args.format === 'json') await writeOut(jsonReport(files), io);
  else if (files.length > 0) io.out(`${summaryLine(files)}\n`);
  // Among others such a file is left alone, but a run that checks nothing must not look like one that finds nothing.
  const nothingChecked = files.every(({ shape }) => shape === undefined);
  return unreadable || nothingChecked ? 2 : verdict(files, args, io);
}

function verdict(files: readonly FileReport[], { maxWarnings }: CheckArguments, io: CliIo): number {
  const { error, warning } = countBySeverity(files);
  if (maxWarnings !== undefined && warning > maxWarnings) {
    io.err(`exemplar: ${counted(warning, 'warning')}, but --max-warnings allows ${maxWarnings}\n`);
    return 1;
  }
  return error > 0 ? 1 : 0;
}

async function checkFile(path: string, { flags, format, maxListed }: CheckArguments, planFor: PlanFor, io: CliIo): Promise<FileReport> {
  const { compared, choices, tokenizer } = await planFor(path, flags);
  const settings = await compared();
  const { target } = settings;
  const model = modelNamed(target, flags.model, choices.model);
  const trained = model ?? modelOf(target);
  const counter = trained && lineCounter(trained, io, tokenizer);
  const limit = trained?.contextLimit?.value ?? Number.POSITIVE_INFINITY;
  let bytes: FileBytes | undefined;
  let tokens = 0;
  let approximate = false;
  let by: string | undefined;
  const add = (counted: ExampleTokens | undefined): ExampleTokens | undefined => {
    tokens += counted?.total ?? 0;
    approximate ||= counted?.approximate ?? false;
    by ??= counted?.by;
    return counted;
  };
  const { all, ...result } = await checkStream(
    readRows(io.open(path), (facts) => {
      bytes = facts;
    }),
    {
      ...settings,
      model: trained,
      today: io.today(),
      onRuleError: ruleErrors(io),
    },
    {
      excerptOf: format === 'text' ? excerpt : () => '',
      most: maxListed,
      bytes: () => bytes,
      // Who asked for no model wants no sum, and only long lines can be too long.
      tokensOf: (row, { isExample, holdsTexts }) =>
        counter && ((model && isExample) || mayExceed(row, limit, holdsTexts))
          ? counter(row.text).then((counted) => (isExample ? add(counted) : counted))
          : undefined,
    },
  );
  const report = { path, target: target.id, ...result, ...summedUp(all) };
  return model && result.shape ? { ...report, tokens, approximate, ...(by !== undefined && { tokenizer: by }) } : report;
}

async function printFile(file: FileReport, io: CliIo, paint: Paint): Promise<void> {
  const findings = function* (): Generator<string> {
    for (const finding of file.findings) yield textFinding(file.path, finding, paint);
  };
  await writeOut(findings(), io);
  io.out(ruleSummary(file, paint));
  if (file.tokens !== undefined) {
    const whose = file.tokenizer === undefined ? '' : ` by ${file.tokenizer}`;
    io.out(`${file.path}: ${file.approximate ? 'about ' : ''}${counted(file.tokens, 'token')}${whose}\n`);
  }
}
