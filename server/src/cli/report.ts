import type { FindingNote } from '../core/check/findingNotes';
import type { PlacedFinding } from '../core/check/placedFinding';
import { problemSummary, type RuleSummary } from '../core/check/problemSummary';
import { type Severity, severities } from '../core/finding';
import { counted, grouped } from '../core/numbers';
import type { Shape } from '../core/shapes/shape';
import { printable } from './printable';

/** What checking one file gave. */
export interface FileReport {
  readonly path: string;
  readonly shape: Shape | undefined;
  readonly target: string;
  /** Whether there is nothing but white space in it. */
  readonly isBlank: boolean;
  /** Whether it begins with a request of OpenAI's Batch interface. */
  readonly holdsRequests: boolean;
  readonly examples: number;
  /** Records that do not stand on a line of their own, so that they are no examples yet. */
  readonly spreadRecords: number;
  readonly tokens?: number;
  /** True when the tokens are an estimate. */
  readonly approximate?: boolean;
  /** The path of the tokenizer that counted them, as the project file gives it. */
  readonly tokenizer?: string;
  /** As many as are listed, the worst ones. */
  readonly findings: readonly PlacedFinding[];
  /** All that was found, by rule. */
  readonly rules: readonly RuleSummary[];
  /** How many of all can be fixed safely. */
  readonly fixable: number;
}

/** What a file report says of all findings, listed or not. */
export function summedUp(all: Iterable<FindingNote>): Pick<FileReport, 'rules' | 'fixable'> {
  let fixable = 0;
  for (const note of all) if (note.fixable) fixable += 1;
  return { rules: problemSummary(all), fixable };
}

function countOf(rules: readonly RuleSummary[]): number {
  return rules.reduce((sum, { count }) => sum + count, 0);
}

/** How many findings there are of each severity. */
export function countBySeverity(files: readonly FileReport[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { rules } of files) for (const { severity, count } of rules) counts[severity] += count;
  return counts;
}

/**
 * The machine-readable report, a finding a line, in pieces because a report of millions of findings fits no string: lines
 * count from 1, ranges are LSP's (from 0, UTF-16 units). After a file's findings all of them are summed up by rule, the worst
 * first, and where not all are listed it says how many are not.
 */
export function* jsonReport(files: readonly FileReport[]): Generator<string> {
  const { error, warning, info, hint } = countBySeverity(files);
  yield '{"files":[';
  for (const [index, { path, shape, target, examples, spreadRecords, tokens, tokenizer, findings, rules }] of files.entries()) {
    const counts = {
      examples,
      ...(spreadRecords > 0 && { spreadRecords }),
      ...(tokens !== undefined && { tokens }),
      ...(tokenizer !== undefined && { tokenizer }),
    };
    const head = JSON.stringify({ path, shape: shape?.id ?? null, target, ...counts });
    yield `${index > 0 ? ',' : ''}\n${head.slice(0, -1)},"findings":[`;
    for (const [at, finding] of findings.entries()) yield `${at > 0 ? ',' : ''}\n${JSON.stringify(jsonFinding(finding))}`;
    const unlisted = countOf(rules) - findings.length;
    const more = unlisted > 0 ? `"unlisted":${unlisted},` : '';
    const byRule = rules.map((each) => ({ ...each, firstLine: each.firstLine + 1 }));
    yield `${findings.length > 0 ? '\n' : ''}],${more}"rules":${JSON.stringify(byRule)}}`;
  }
  yield `\n],"summary":${JSON.stringify({ errors: error, warnings: warning, infos: info, hints: hint })}}\n`;
}

function jsonFinding({ line, span, rule, severity, message, fixable }: PlacedFinding): object {
  const range = { start: { line, character: span.start }, end: { line, character: span.end } };
  return { rule, severity, line: line + 1, range, message, fixable };
}

/** Puts text in a colour, or leaves it. */
export type Paint = (style: 'error' | 'warning' | 'info' | 'hint' | 'dim' | 'bold', text: string) => string;

/** What people read of a finding: its place, what is wrong, and an excerpt. */
export function textFinding(path: string, { line, span, rule, severity, message, excerpt, related }: PlacedFinding, paint: Paint): string {
  const head = `${paint('bold', `${printable(path)}:${line + 1}:${span.start + 1}`)}: ${paint(severity, `${severity} ${rule}`)}: ${printable(message)}\n`;
  const number = String(line + 1);
  const [shown, marks] = excerpt.split('\n');
  const body =
    shown === undefined || shown === ''
      ? ''
      : `  ${paint('dim', `${number} │`)} ${shown}\n  ${' '.repeat(number.length)} ${paint('dim', '│')} ${paint(severity, marks ?? '')}\n`;
  const note = related
    ? `  ${paint('dim', `${' '.repeat(number.length)} =`)} ${printable(related.file ?? path)}:${related.line + 1}: ${printable(related.message)}\n`
    : '';
  return head + body + note;
}

// More than this nobody reads from the first to the last.
const longReport = 100;

/** After a long list of findings, or one that leaves some out, what was found by rule, the worst first; empty where the list is short and whole. */
export function ruleSummary({ path, findings, rules }: FileReport, paint: Paint): string {
  const found = countOf(rules);
  if (found <= longReport && findings.length === found) return '';
  const width = Math.max(...rules.map(({ rule, severity }) => rule.length + severity.length));
  const why = `the worst ${grouped(findings.length)} are listed, --max-listed N lists more`;
  const head = `${path}: ${counted(found, 'problem')} by rule${findings.length < found ? ` (${why})` : ''}`;
  return `${paint('bold', head)}\n${rules.map((each) => ruleLine(each, width, paint)).join('')}`;
}

function ruleLine({ rule, severity, count, firstLine }: RuleSummary, width: number, paint: Paint): string {
  const name = `${severity} ${rule}`.padEnd(width + 1);
  const where = count === 1 ? `once, in line ${firstLine + 1}` : `${grouped(count)} times, first in line ${firstLine + 1}`;
  return `  ${paint(severity, name)}  ${where}\n`;
}

/** The closing line: "2 files, 93 examples: 1 error, 2 warnings". */
export function summaryLine(files: readonly FileReport[]): string {
  const head = counted(files.length, 'file');
  if (files.every(({ shape }) => shape === undefined)) return `${head}, nothing to check`;
  const counts = countBySeverity(files);
  const examples = files.reduce((sum, file) => sum + file.examples, 0);
  const spread = files.reduce((sum, file) => sum + file.spreadRecords, 0);
  const apart = spread > 0 ? `, ${spreadText(spread)}` : '';
  const problems = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], severity === 'info' ? 'note' : severity));
  const fixable = files.reduce((sum, file) => sum + file.fixable, 0);
  const fixes = fixable > 0 ? ` (${grouped(fixable)} can be fixed safely)` : '';
  return `${head}, ${counted(examples, 'example')}${apart}: ${problems.length > 0 ? problems.join(', ') : 'no problems'}${fixes}`;
}

/** What is said of records that are no examples yet: "12 records not on a line of their own". */
export function spreadText(records: number): string {
  return `${counted(records, 'record')} not on a line of ${records === 1 ? 'its' : 'their'} own`;
}
