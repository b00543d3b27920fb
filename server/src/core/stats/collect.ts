import { described, type RuleSummary } from '../check/problemSummary';
import type { Role } from '../shapes/example';
import type { Shape } from '../shapes/shape';
import type { Model, Target } from '../targets/target';
import type { JobChoices } from '../tokens/cost';
import type { ExampleTokens } from '../tokens/countExample';
import { createBills, modelsFor } from './costs';
import type { LineStats } from './lineStats';
import { createPrompts } from './prompts';
import { createRepeats } from './repeats';
import type { DatasetReport } from './report';
import { createNumbers } from './spread';
import { createTallies, named } from './tallies';
import { createTokenSums } from './tokenSums';

/** What a report is made for. */
export interface StatsSettings {
  readonly target: Target;
  readonly fileShape: Shape;
  /** The model to count for; without one there are no tokens in the report. */
  readonly model: Model | undefined;
  /** The day (ISO date), which says what models are still trained. */
  readonly today: string;
  readonly job?: JobChoices;
}

/** The tokens that a model sees in the line that is added; undefined while they are not counted. */
export type TokensOf = (model: Model) => ExampleTokens | undefined;

/** A report in the making: takes the lines of a file in their order and keeps a few numbers of each. */
export interface Collecting {
  /** The models whose counts may be asked for, beside the chosen one; none without a model. */
  readonly models: readonly Model[];
  /** Takes the next line: what it holds where it is an example, and whether it is blank. */
  readonly add: (stats: LineStats | undefined, blank: boolean, tokensOf: TokensOf) => void;
  /** The report of the lines so far, and what checking said of them. */
  readonly report: (problems: readonly RuleSummary[], checked: CheckedLines) => DatasetReport;
}

/** What is known of the lines of a report by checking them. */
export interface CheckedLines {
  /** How many of them are not checked yet; none when it is absent. */
  readonly pending?: number;
  /** How many records do not stand on a line of their own. */
  readonly spreadRecords: number;
}

/** Begins a report. */
export function collectStats({ target, fileShape, model, today, job = {} }: StatsSettings): Collecting {
  const shapes = createTallies<Shape>();
  const roles = createTallies<Role>();
  const languages = createTallies<string>();
  const kinds = createTallies<'blank' | 'unreadable' | 'tools' | 'images'>();
  const messages = createNumbers();
  const turns = createNumbers();
  const prompts = createPrompts();
  const repeats = createRepeats();
  const models = model ? modelsFor(target, fileShape.id, model, today) : [];
  const bills = createBills(models, model);
  const sums = model && createTokenSums(model, target, fileShape);
  let lines = 0;
  let examples = 0;
  let messageCount = 0;

  const addExample = (stats: LineStats, line: number, tokensOf: TokensOf): void => {
    examples += 1;
    messageCount += stats.roles.length;
    shapes.add(stats.shape, line);
    for (const role of stats.roles) roles.add(role, line);
    messages.add(stats.roles.length, line);
    turns.add(stats.turns, line);
    languages.add(stats.language, line);
    if (stats.hasTools) kinds.add('tools', line);
    if (stats.hasImages) kinds.add('images', line);
    prompts.add(stats.system, line);
    repeats.add(stats.hashes, line);
    const counted = model && tokensOf(model);
    if (!counted) return;
    sums?.add(stats, counted, line);
    bills.add(counted, stats.hasImages, tokensOf);
  };

  return {
    models,
    add: (stats, blank, tokensOf) => {
      lines += 1;
      if (stats) addExample(stats, lines, tokensOf);
      else kinds.add(blank ? 'blank' : 'unreadable', lines);
    },
    report: (problems, { pending = 0, spreadRecords }) => {
      const spreads = { messages: messages.spread(), turns: turns.spread() };
      const tokens = sums?.report();
      return {
        target: { id: target.id, name: target.name },
        shape: { id: fileShape.id, name: fileShape.name },
        lines,
        examples,
        spreadRecords,
        unreadable: kinds.get('unreadable'),
        blank: kinds.get('blank'),
        shapes: named(shapes, ({ name }) => name),
        messages: messageCount,
        roles: named(roles, (role) => (role === 'unknown' ? 'unknown role' : role)),
        ...(spreads.messages && spreads.turns && { perExample: { messages: spreads.messages, turns: spreads.turns } }),
        withTools: kinds.get('tools'),
        withImages: kinds.get('images'),
        ...(tokens && { tokens }),
        job,
        // Half a count would make half a price.
        costs: tokens && tokens.counted === examples && examples > 0 ? bills.reports(target, examples, job) : [],
        systemPrompts: prompts.report(),
        ...repeats.report(),
        languages: named(languages, (language) => language),
        pending,
        problems: described(problems).map((problem) => ({ ...problem, firstLine: problem.firstLine + 1 })),
      };
    },
  };
}
