import type { FileBytes } from '../core/bytes/fileBytes';
import { problemSummary } from '../core/check/problemSummary';
import { type CheckedRow, checkStream } from '../core/check/streamCheck';
import { readRows } from '../core/rows/readRows';
import type { Row } from '../core/rows/row';
import { type Collecting, collectStats } from '../core/stats/collect';
import { htmlEnd, htmlReport, htmlStart } from '../core/stats/html';
import { lineStats } from '../core/stats/lineStats';
import { reportMarkdown, reportText } from '../core/stats/render';
import type { DatasetReport } from '../core/stats/report';
import { modelOrUsual } from '../core/targets/index';
import type { Model } from '../core/targets/target';
import { jobChoices } from '../core/tokens/cost';
import type { ExampleTokens } from '../core/tokens/countExample';
import { modelNamed, UsageError } from './arguments';
import type { CliIo } from './io';
import { lineCounter } from './lineCounter';
import { whyNotTraining } from './notTraining';
import { printableLines } from './printable';
import { createPlans, type PlanFor } from './project';
import { ruleErrors } from './ruleErrors';
import { type StatsArguments, statsArguments } from './statsArguments';
import { whyUnreadable } from './unreadable';
import { whyUnwritable, writeOut } from './writing';

/** `exemplar stats`: says what training files hold and come to. The exit code: 0 done, 2 a file could not be read or written. */
export async function stats(argv: readonly string[], io: CliIo): Promise<number> {
  const args = statsArguments(argv);
  const planFor = createPlans(io);
  let failed = false;
  const pieces = async function* (): AsyncGenerator<string> {
    if (args.format === 'json') yield '{"files":[';
    if (args.format === 'html') yield htmlStart(args.files.join(', '));
    let count = 0;
    for (const path of args.files) {
      try {
        const report = await reportOf(path, args, planFor, io);
        yield written(path, report, args.format, count++);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        failed = true;
        io.err(`exemplar: ${path}: ${error instanceof NoTraining ? error.message : whyUnreadable(error)}\n`);
      }
    }
    if (args.format === 'json') yield '\n]}\n';
    if (args.format === 'html') yield htmlEnd;
  };
  if (args.out === undefined) await writeOut(pieces(), io);
  else {
    try {
      await io.createFile(args.out, pieces(), args.force);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      io.err(`exemplar: ${args.out}: ${whyUnwritable(error)}\n`);
      return 2;
    }
  }
  return failed ? 2 : 0;
}

class NoTraining extends Error {}

function written(path: string, report: DatasetReport, format: StatsArguments['format'], index: number): string {
  if (format === 'json') return `${index > 0 ? ',' : ''}\n${JSON.stringify({ path, ...report })}`;
  if (format === 'html') return htmlReport(path, report);
  return `${index > 0 ? '\n' : ''}${format === 'markdown' ? reportMarkdown(path, report) : printableLines(reportText(path, report))}`;
}

async function reportOf(path: string, { flags }: StatsArguments, planFor: PlanFor, io: CliIo): Promise<DatasetReport> {
  const { compared, choices, tokenizer } = await planFor(path, flags);
  const settings = await compared();
  const { target } = settings;
  const model = modelNamed(target, flags.model, choices.model) ?? modelOrUsual(target);
  const today = io.today();
  const counters = new Map<string, ReturnType<typeof lineCounter>>();
  const count = (wanted: Model, text: string): Promise<ExampleTokens | undefined> => {
    let counter = counters.get(wanted.id);
    if (!counter) {
      counter = lineCounter(wanted, io, tokenizer);
      counters.set(wanted.id, counter);
    }
    return counter(text);
  };
  let bytes: FileBytes | undefined;
  let collecting: Collecting | undefined;
  const take = async (row: Row, { fileShape }: CheckedRow): Promise<ExampleTokens | undefined> => {
    collecting ??= collectStats({ target, fileShape, model, today, job: jobChoices(choices) });
    // The text after the last line break is no line of its own when it is empty.
    if (row.text === '' && row.lineBreak === '') return undefined;
    const read = lineStats(row.text, fileShape, target);
    const counts = new Map<Model, ExampleTokens | undefined>();
    // Only what holds images is counted otherwise by models of one encoding, and few targets have models of two.
    for (const each of read && model ? [model, ...collecting.models] : []) {
      const isOther = each.encoding !== model?.encoding || read?.hasImages;
      if ((each === model || isOther) && !counts.has(each)) counts.set(each, await count(each, row.text));
    }
    collecting.add(read, row.text.trim() === '', (each) => counts.get(each));
    return model && counts.get(model);
  };
  const result = await checkStream(
    readRows(io.open(path), (facts) => {
      bytes = facts;
    }),
    {
      ...settings,
      model,
      today,
      onRuleError: ruleErrors(io),
    },
    { excerptOf: () => '', most: 0, bytes: () => bytes, tokensOf: take },
  );
  if (!collecting) throw new NoTraining(`${whyNotTraining(result)}, so there is nothing to report`);
  return collecting.report(problemSummary(result.all), { spreadRecords: result.spreadRecords });
}
