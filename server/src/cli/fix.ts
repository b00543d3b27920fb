import type { FileBytes } from '../core/bytes/fileBytes';
import { safeFixes } from '../core/check/fixFile';
import { fixStream } from '../core/check/fixStream';
import { allRemedies, applyRemedies, type Remains, type Rewrite, remainsOf, remediesOf } from '../core/check/remedies';
import { type CheckSettings, TrainingFile } from '../core/check/trainingFile';
import { grouped } from '../core/numbers';
import { readRows } from '../core/rows/readRows';
import { joinRows, type Row } from '../core/rows/row';
import { holdsBatchRequests } from '../core/shapes/detect';
import { modelOf } from '../core/targets/index';
import type { Model } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import { mayExceed } from '../core/tokens/mayExceed';
import { atOnce } from '../core/work';
import { modelNamed } from './arguments';
import { type FixArguments, fixArguments } from './fixArguments';
import { remainsText, remediesReport } from './fixReport';
import type { CliIo } from './io';
import { lineCounter } from './lineCounter';
import { whyNotTraining } from './notTraining';
import { printableLines } from './printable';
import { createPlans, type PlanFor } from './project';
import type { Paint } from './report';
import { ruleErrors } from './ruleErrors';
import { readable } from './trainingRows';
import { unifiedDiff } from './unifiedDiff';
import { whyUnreadable } from './unreadable';
import { readWhole, textOf, textOfStream } from './wholeFile';
import { whyUnwritable } from './writing';

/**
 * `exemplar fix`: lists what can be done about files, shows it as a diff, or does it. The exit code: 0 nothing to fix or
 * written, 1 something to fix was found or errors remain, 2 a file could not be read or written.
 */
export async function fix(argv: readonly string[], io: CliIo, paint: Paint, limits: FixLimits = usualLimits): Promise<number> {
  const args = fixArguments(argv);
  const planFor = createPlans(io);
  let code = 0;
  for (const path of args.files) {
    try {
      code = Math.max(code, await fixFile(path, args, planFor, io, paint, limits));
    } catch (error) {
      code = 2;
      io.err(`exemplar: ${path}: ${whyUnreadable(error)}\n`);
    }
  }
  return code;
}

/** Bytes of a file. */
interface FixLimits {
  /** A larger one is fixed as a stream. */
  readonly streamed: number;
  /** A larger one is neither listed nor compared, for which it would have to be held. */
  readonly held: number;
}

const usualLimits: FixLimits = { streamed: 32e6, held: 256e6 };

async function fixFile(path: string, args: FixArguments, planFor: PlanFor, io: CliIo, paint: Paint, limits: FixLimits): Promise<number> {
  const { flags, diff, write, all } = args;
  const { compared, choices, tokenizer } = await planFor(path, flags);
  const settings = await compared();
  const streams = write && !diff;
  const whole = await readWhole(io.open(path), path === '-' ? Number.POSITIVE_INFINITY : streams ? limits.streamed : limits.held);
  if (!whole && !streams)
    throw new Error(
      'the file is too large to list or compare what can be done about it: exemplar check says what is wrong, --write fixes it',
    );
  const onRuleError = ruleErrors(io);
  const model = modelNamed(settings.target, flags.model, choices.model) ?? modelOf(settings.target);
  const counter = model && lineCounter(model, io, tokenizer);
  if (!whole) return fixLarge(path, args, { ...settings, model, today: io.today(), onRuleError }, counter, io);
  const { rows: before, bytes } = whole;
  const file = new TrainingFile(joinRows(before), { ...settings, model, today: io.today(), onRuleError });
  const { check } = file;
  if (!check) {
    const why = whyNotTraining({ isBlank: file.isBlank, holdsRequests: holdsBatchRequests(before) });
    io.err(`exemplar: ${path}: ${why}, so there is nothing to fix\n`);
    return 0;
  }
  file.tellBytes(bytes);
  check.tellTokens(await overlong(file.rows, counter, model));
  const remedies = atOnce(remediesOf(check));
  if (remedies.length === 0) {
    const remains = atOnce(remainsOf(check));
    (diff ? io.err : io.out)(`${path}: nothing to fix, ${remainsText(remains)}\n`);
    return remains.error > 0 ? 1 : 0;
  }
  if (!diff && !write) {
    const after = { safe: atOnce(applyRemedies(check, safeFixes())).remains, all: atOnce(applyRemedies(check, allRemedies)).remains };
    io.out(remediesReport(path, remedies, after, paint));
    return 1;
  }
  const { rows, changes, applied, remains, rewrite } = atOnce(applyRemedies(check, all ? allRemedies : safeFixes()));
  if (diff) {
    const made = unifiedDiff(path, check.rows(), rows, changes);
    // A program that applies it needs it to the byte.
    io.out(io.isTerminal ? printableLines(made) : made);
    if (rewrite) io.err(`${path}: ${rewriteText(rewrite)}, which no diff can show\n`);
  }
  if (write && (changes.length > 0 || rewrite)) {
    if (!rewrite) refuseOtherEncodings(bytes);
    await replace(path, textOf(rows, rewrite?.mark ?? bytes.mark), io);
  }
  // A diff is meant for a program, so that what is said to people goes beside it.
  (diff ? io.err : io.out)(`${path}: ${outcome(applied, write, remains, all)}\n`);
  return (write ? remains.error > 0 : applied > 0 || remains.error > 0) ? 1 : 0;
}

/** Writes a file that is too large to be held, by reading it once for each round of fixes. */
async function fixLarge(
  path: string,
  { all }: FixArguments,
  settings: CheckSettings,
  counter: ReturnType<typeof lineCounter> | undefined,
  io: CliIo,
): Promise<number> {
  let bytes: FileBytes | undefined;
  const rows = (): AsyncIterable<Row> =>
    readRows(io.open(path), (facts) => {
      bytes = facts;
    });
  const limit = settings.model?.contextLimit?.value ?? Number.POSITIVE_INFINITY;
  const tokensOf = (row: Row, holdsTexts: boolean): Promise<ExampleTokens | undefined> | undefined =>
    counter && mayExceed(row, limit, holdsTexts) ? counter(row.text) : undefined;
  const fixed = await fixStream({ rows, bytes: () => bytes, tokensOf }, settings, all ? allRemedies : safeFixes());
  if (!fixed) {
    io.err(`exemplar: ${path}: not training data, so there is nothing to fix\n`);
    return 0;
  }
  const { applied, remains, rewrite } = fixed;
  if (applied > 0) {
    if (!rewrite) refuseOtherEncodings(bytes);
    await replace(path, textOfStream(readable(fixed.rows()), rewrite?.mark ?? bytes?.mark ?? false), io);
  }
  io.out(
    applied === 0 && remains.fixable === 0
      ? `${path}: nothing to fix, ${remainsText(remains)}\n`
      : `${path}: ${outcome(applied, true, remains, all)}\n`,
  );
  return remains.error > 0 ? 1 : 0;
}

async function replace(path: string, pieces: Iterable<string> | AsyncIterable<string>, io: CliIo): Promise<void> {
  try {
    await io.replaceFile(path, pieces);
  } catch (error) {
    throw new Error(whyUnwritable(error));
  }
}

function refuseOtherEncodings(bytes: FileBytes | undefined): void {
  if (bytes?.invalid) {
    throw new Error(
      'the file holds bytes that are not UTF-8, and writing it would lose their letters for good: open it in its encoding, such as Windows-1252, and save it as UTF-8 first',
    );
  }
  if (bytes && bytes.encoding !== 'utf-8') {
    throw new Error('the file is not UTF-8, and writing it would change all its bytes: take --write --all, which writes it as UTF-8');
  }
}

/** The tokens of the lines that may have more than the model takes. */
async function overlong(
  rows: readonly Row[],
  counter: ReturnType<typeof lineCounter> | undefined,
  model: Model | undefined,
): Promise<ReadonlyMap<Row, ExampleTokens>> {
  const counts = new Map<Row, ExampleTokens>();
  const limit = model?.contextLimit?.value;
  if (!counter || limit === undefined) return counts;
  for (const row of rows) {
    const tokens = mayExceed(row, limit) ? await counter(row.text) : undefined;
    if (tokens && tokens.total > limit) counts.set(row, tokens);
  }
  return counts;
}

function rewriteText({ mark }: Rewrite): string {
  return `the file becomes UTF-8 ${mark ? 'with' : 'without'} a byte order mark`;
}

function outcome(applied: number, written: boolean, remains: Remains, all: boolean): string {
  const more =
    !all && remains.fixable > 0
      ? ` (--all applies ${grouped(remains.fixable)} suggested ${remains.fixable === 1 ? 'remedy' : 'remedies'} too)`
      : '';
  if (applied === 0) return `nothing can be fixed safely, ${remainsText(remains)}${more}`;
  return `${applied === 1 ? '1 fix' : `${grouped(applied)} fixes`} ${written ? 'written' : 'shown'}, ${remainsText(remains)}${more}`;
}
