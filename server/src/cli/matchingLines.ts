import { spreadRecordsIn } from '../core/check/joinRecords';
import { checkStream } from '../core/check/streamCheck';
import { readExample } from '../core/fileOps/exampleLine';
import { parseQuery } from '../core/fileOps/query';
import type { Choices } from '../core/project/choices';
import { rules } from '../core/rules/index';
import { modelOrUsual } from '../core/targets/index';
import { modelNamed, UsageError } from './arguments';
import type { CliIo } from './io';
import { lineCounter } from './lineCounter';
import { createPlans, type FilePlan } from './project';
import { ruleErrors } from './ruleErrors';
import { openTraining } from './trainingRows';

const none: ReadonlySet<string> = new Set();

/** What a query finds in a file. */
export interface MatchingLines {
  /** Those that match, from 0. */
  readonly lines: ReadonlySet<number>;
  /** How many lines that are not blank the file has. */
  readonly all: number;
  /** How many records do not stand on a line of their own, where no query finds them. */
  readonly spreadRecords: number;
}

/** The lines of a file that a query matches. */
export async function matchingLines(file: string, text: string, flags: Choices, io: CliIo): Promise<MatchingLines> {
  const query = parseQuery(
    text,
    rules.map(({ id }) => id),
  );
  if ('refused' in query) throw new UsageError(query.refused);
  const plan = await createPlans(io)(file, flags);
  const found = query.needsRules ? await rulesByLine(file, plan, io) : undefined;
  const count = query.needsTokens ? tokenCounter(plan, flags, io) : undefined;
  const { shape, rows } = await openTraining(file, io);
  const lines = new Set<number>();
  let index = -1;
  let all = 0;
  let isWhole = true;
  for await (const row of rows) {
    index += 1;
    if (row.text.trim() === '') continue;
    all += 1;
    const tokens = (await count?.(row.text))?.total;
    const line = readExample(row.text, shape);
    isWhole &&= line !== undefined;
    if (query.matches({ text: row.text, line, tokens, rules: found?.get(index) ?? none })) lines.add(index);
  }
  const again = async () =>
    spreadRecordsIn((await openTraining(file, io)).rows, { target: plan.settings.target, fileShape: shape, onRuleError: ruleErrors(io) });
  return { lines, all, spreadRecords: isWhole ? 0 : await again() };
}

/** Counts the tokens of lines for the model that flags or project files name, or the target's usual one. */
export function tokenCounter(
  { settings: { target }, choices, tokenizer }: FilePlan,
  flags: Choices,
  io: CliIo,
): ReturnType<typeof lineCounter> {
  const model = modelNamed(target, flags.model, choices.model) ?? modelOrUsual(target);
  if (!model) throw new UsageError(`${target.name} has no model to count tokens for: choose another --target`);
  return lineCounter(model, io, tokenizer);
}

async function rulesByLine(file: string, { compared }: FilePlan, io: CliIo): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const onRuleError = ruleErrors(io);
  const settings = await compared();
  const { rows } = await openTraining(file, io);
  const { all } = await checkStream(rows, { ...settings, onRuleError }, { excerptOf: () => '', most: 0 });
  // Most lines have what many others have, so sets are shared.
  const grown = new Map<ReadonlySet<string>, Map<string, ReadonlySet<string>>>();
  const byLine = new Map<number, ReadonlySet<string>>();
  for (const { line, rule } of all) {
    const known = byLine.get(line) ?? none;
    const next = grown.get(known) ?? new Map<string, ReadonlySet<string>>();
    if (!grown.has(known)) grown.set(known, next);
    const rules = next.get(rule) ?? new Set([...known, rule]);
    if (!next.has(rule)) next.set(rule, rules);
    byLine.set(line, rules);
  }
  return byLine;
}
