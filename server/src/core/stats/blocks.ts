import { counted } from '../numbers';
import type { DatasetReport, NamedTally, Spread, Tally, TokenReport } from './report';
import {
  barText,
  commonPriceSource,
  costText,
  cutText,
  fateText,
  numberText,
  priceNotes,
  quantileTexts,
  shareText,
  untrainedText,
} from './wording';

/**
 * A piece of a report to read. The cells of a table are texts; those of the columns that `numbers` names stand at the right. Those of
 * the column that `sentences` names are sentences of ours, with `code` between back quotes.
 */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly numbers: readonly number[];
      readonly sentences?: number;
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'spread';
      readonly title: string;
      readonly quantiles: ReturnType<typeof quantileTexts>;
      readonly bars: readonly SpreadBar[];
    };

/** A bar of a distribution: the values that it stands for, how many these are, the first line, and its part of the highest bar. */
export interface SpreadBar {
  readonly values: string;
  readonly count: string;
  readonly line: string;
  readonly share: number;
}

/** A report as a person reads it, from what matters most to what is looked up. */
export function reportBlocks(report: DatasetReport): readonly Block[] {
  return [...overview(report), ...tokens(report), ...costs(report), ...conversations(report), ...contents(report), ...problems(report)];
}

/** What stands in the file, in a sentence or two. */
export function leadText({ examples, spreadRecords, shape, target, tokens, pending, problems: found }: DatasetReport): string {
  const errors = found.reduce((sum, { severity, count }) => sum + (severity === 'error' ? count : 0), 0);
  const mend = errors > 0 ? ` ${counted(errors, 'error')} ${errors === 1 ? 'has' : 'have'} to be mended before that: see Problems.` : '';
  const wait = pending > 0 ? ` ${counted(pending, 'line')} ${pending === 1 ? 'is' : 'are'} not checked yet.` : '';
  const models = tokens ? `, counted for ${tokens.model}` : '';
  return `${counted(examples, 'example')} (${shape.name}), to be trained at ${target.name}${models}.${mend}${spreadText(spreadRecords)}${wait}`;
}

/** That records are no examples yet, and what to do, as a sentence behind others; empty where there are none. */
function spreadText(count: number): string {
  if (count === 0) return '';
  const [stand, own, them, each] =
    count === 1 ? ['does not stand', 'its own', 'it', 'it'] : ['do not stand', 'their own', 'them', 'each of them'];
  return ` ${counted(count, 'record')} ${stand} on a line of ${own}, so trainers cannot read ${them} and nothing of ${them} is counted here: the fix of pretty-printed puts ${each} on one line.`;
}

function overview(report: DatasetReport): Block[] {
  const { lines, unreadable, blank, shapes, withTools, withImages, duplicates, contradictions, examples, spreadRecords } = report;
  const rows = [
    ['Lines', numberText(lines), ''],
    ...tallyRow('Lines that are no example', unreadable),
    ...(spreadRecords > 0 ? [['Records not on a line of their own', numberText(spreadRecords), '']] : []),
    ...tallyRow('Blank lines', blank),
    ...(shapes.length > 1 ? shapes.map(({ name, ...tally }) => countRow(`Examples: ${name}`, tally)) : []),
    ...tallyRow('Examples with tools', withTools, examples),
    ...tallyRow('Examples with images', withImages, examples),
    countRow('Repeated examples', duplicates),
    countRow(
      `Inputs with different answers${contradictions.count > 0 ? ` (${counted(contradictions.lines, 'line')})` : ''}`,
      contradictions,
    ),
  ];
  return [{ kind: 'note', text: leadText(report) }, table(['', 'Count', 'First line'], rows)];
}

function tokens({ tokens: report, examples }: DatasetReport): Block[] {
  if (!report?.perExample) return [];
  const { counted: done, approximate, why, perExample, perAnswer } = report;
  return [
    { kind: 'heading', text: 'Tokens' },
    ...(done < examples ? [note(`${numberText(done)} of ${counted(examples, 'example')} are counted so far.`)] : []),
    ...(approximate ? [note(`An estimate: ${why.join('; ')}.`)] : []),
    table(['', 'Count', 'First line'], tokenRows(report)),
    ...(report.usual === undefined ? [] : [note(report.usual)]),
    spread('Tokens of an example', perExample),
    ...(perAnswer ? [spread('Tokens of an answer', perAnswer)] : noAnswerNotes(report)),
  ];
}

/** Why answers have no numbers of their own; empty where they have. */
export function noAnswersText({ noAnswers }: TokenReport): string {
  if (noAnswers === 'graded') return 'The lines hold no answers to learn: a grader scores what the model writes.';
  return noAnswers === 'uncounted' ? 'The answers of this kind of example are not counted one by one.' : '';
}

function noAnswerNotes(report: TokenReport): Block[] {
  const text = noAnswersText(report);
  return text === '' ? [] : [note(text)];
}

function tokenRows(report: TokenReport): string[][] {
  const { perExample, limit, over, fate, billed, trained, untrained, cut } = report;
  const sum = perExample?.sum ?? 0;
  return [
    ['In all', numberText(sum), ''],
    ['Billed in one epoch', numberText(billed), ''],
    ...(trained === undefined ? [] : [[`Trained in one epoch (${shareText(trained, billed)} of the billed)`, numberText(trained), '']]),
    ...(untrained && untrained.count > 0 ? [[untrainedText(report), numberText(untrained.tokens), lineText(untrained)]] : []),
    ...(cut && cut.count > 0 ? [[cutText(report), numberText(cut.tokens), lineText(cut)]] : []),
    ...(limit === undefined ? [] : [['Limit of one example', numberText(limit), '']]),
    ...(over ? [countRow(`Examples beyond it${over.count > 0 ? `, ${fateText(fate)}` : ''}`, over)] : []),
  ];
}

/** How the costs were worked out, and by whose epochs; empty where there are none. */
export function howCostsCome({ costs: [first], examples, job }: DatasetReport): string {
  if (!first) return '';
  const epochs = counted(first.epochs, 'epoch');
  const whose =
    job.epochs === undefined
      ? `For ${counted(examples, 'example')} the job takes ${epochs} unless told otherwise.`
      : `With ${epochs}, as you chose.`;
  return `Estimated: billed tokens × epochs × price. ${whose}`;
}

function costs(report: DatasetReport): Block[] {
  const { costs: reports } = report;
  if (reports.length === 0) return [];
  const notes = priceNotes(reports);
  const source = commonPriceSource(reports);
  const rows = reports.map((cost, index) => [
    cost.model,
    `${cost.approximate ? 'about ' : ''}${numberText(cost.billed)}`,
    costText(cost),
    notes[index] ?? '',
  ]);
  return [
    { kind: 'heading', text: 'Cost' },
    note(howCostsCome(report)),
    { kind: 'table', head: ['Model', 'Tokens', 'Cost', 'Price'], numbers: [1, 2], rows },
    ...(source === '' ? [] : [note(source)]),
  ];
}

function conversations({ messages, roles, perExample }: DatasetReport): Block[] {
  if (!perExample) return [];
  return [
    { kind: 'heading', text: 'Messages' },
    table(['Role', 'Messages', 'First line'], [['all', numberText(messages), ''], ...namedRows(roles)]),
    spread('Messages of an example', perExample.messages),
    spread('Turns of an example', perExample.turns),
  ];
}

function contents({ systemPrompts: { without, different, most }, languages, examples }: DatasetReport): Block[] {
  if (examples === 0) return [];
  const more = different - most.length;
  return [
    { kind: 'heading', text: 'System prompts' },
    note(`${counted(different, 'different prompt')}; ${counted(without.count, 'example')} without one.`),
    ...(most.length > 0
      ? [
          table(
            ['Begins with', 'Examples', 'First line'],
            most.map(({ text, ...tally }) => countRow(text || '(empty)', tally)),
          ),
        ]
      : []),
    ...(more > 0 ? [note(`And ${numberText(more)} less frequent ones.`)] : []),
    { kind: 'heading', text: 'Languages' },
    note('Guessed from letters and common words.'),
    table(['Language', 'Examples', 'First line'], namedRows(languages)),
  ];
}

function problems({ problems: found }: DatasetReport): Block[] {
  const rows = found.map(({ rule, severity, count, firstLine, summary }) => [
    severity,
    rule,
    numberText(count),
    numberText(firstLine),
    summary,
  ]);
  const head = ['Severity', 'Rule', 'Count', 'First line', 'What it reports'];
  return [
    { kind: 'heading', text: 'Problems' },
    rows.length > 0 ? { kind: 'table', head, numbers: [2, 3], sentences: 4, rows } : note('None.'),
  ];
}

function spread(title: string, values: Spread): Block {
  const highest = Math.max(...values.bars.map(({ count }) => count));
  const bars = values.bars.map((bar) => ({
    values: barText(bar),
    count: numberText(bar.count),
    line: lineText(bar),
    share: bar.count / highest,
  }));
  return { kind: 'spread', title, quantiles: quantileTexts(values), bars };
}

function note(text: string): Block {
  return { kind: 'note', text };
}

/** A table of numbers; a last column that says nothing is left out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  if (rows.some((cells) => cells.at(-1) !== '')) return { kind: 'table', head, numbers: [1, 2], rows };
  return { kind: 'table', head: head.slice(0, -1), numbers: [1], rows: rows.map((cells) => cells.slice(0, -1)) };
}

function namedRows(tallies: readonly NamedTally[]): string[][] {
  return tallies.map(({ name, ...tally }) => countRow(name, tally));
}

function tallyRow(name: string, tally: Tally, whole?: number): string[][] {
  return tally.count === 0 ? [] : [countRow(whole === undefined ? name : `${name} (${shareText(tally.count, whole)})`, tally)];
}

function countRow(name: string, tally: Tally): string[] {
  return [name, numberText(tally.count), lineText(tally)];
}

function lineText({ count, line }: Tally): string {
  return count > 0 ? numberText(line) : '';
}
