import type { PlacedFinding } from '../core/check/streamCheck';
import { type Severity, severities } from '../core/finding';
import type { Shape } from '../core/shapes/shape';

/** What checking one file gave. */
export interface FileReport {
  readonly path: string;
  readonly shape: Shape | undefined;
  readonly target: string;
  readonly examples: number;
  readonly tokens?: number;
  /** True when the tokens are an estimate. */
  readonly approximate?: boolean;
  readonly findings: readonly PlacedFinding[];
}

/** How many findings there are of each severity. */
export function countBySeverity(files: readonly FileReport[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { findings } of files) for (const { finding } of findings) counts[finding.severity] += 1;
  return counts;
}

/** The machine-readable report: lines count from 1, ranges are LSP's (from 0, UTF-16 units). */
export function jsonReport(files: readonly FileReport[]): string {
  const { error, warning, info, hint } = countBySeverity(files);
  const report = {
    files: files.map(({ path, shape, target, examples, tokens, findings }) => ({
      path,
      shape: shape?.id ?? null,
      target,
      examples,
      ...(tokens !== undefined && { tokens }),
      findings: findings.map(({ line, span, finding }) => ({
        rule: finding.rule,
        severity: finding.severity,
        line: line + 1,
        range: { start: { line, character: span.start }, end: { line, character: span.end } },
        message: finding.message,
        fixable: finding.fixes?.some(({ kind }) => kind === 'fix') ?? false,
      })),
    })),
    summary: { errors: error, warnings: warning, infos: info, hints: hint },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Puts text in a colour, or leaves it. */
export type Paint = (style: 'error' | 'warning' | 'info' | 'hint' | 'dim' | 'bold', text: string) => string;

/** What people read of one file: each finding with its place and an excerpt. */
export function textReport({ path, findings }: FileReport, paint: Paint): string {
  return findings.map((finding) => textFinding(path, finding, paint)).join('');
}

function textFinding(path: string, { line, span, finding, excerpt, related }: PlacedFinding, paint: Paint): string {
  const head = `${paint('bold', `${path}:${line + 1}:${span.start + 1}`)}: ${paint(finding.severity, `${finding.severity} ${finding.rule}`)}: ${finding.message}\n`;
  const number = String(line + 1);
  const [shown, marks] = excerpt.split('\n');
  const body =
    shown === undefined || shown === ''
      ? ''
      : `  ${paint('dim', `${number} │`)} ${shown}\n  ${' '.repeat(number.length)} ${paint('dim', '│')} ${paint(finding.severity, marks ?? '')}\n`;
  const note = related ? `  ${paint('dim', `${' '.repeat(number.length)} =`)} ${path}:${related.line + 1}: ${related.message}\n` : '';
  return head + body + note;
}

/** The closing line: "2 files, 93 examples: 1 error, 2 warnings". */
export function summaryLine(files: readonly FileReport[]): string {
  const counts = countBySeverity(files);
  const examples = files.reduce((sum, file) => sum + file.examples, 0);
  const problems = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity === 'info' ? 'note' : severity));
  const fixable = files.flatMap((file) => file.findings).filter(({ finding }) => finding.fixes?.some(({ kind }) => kind === 'fix')).length;
  const fixes = fixable > 0 ? ` (${fixable} can be fixed safely)` : '';
  return `${plural(files.length, 'file')}, ${plural(examples, 'example')}: ${problems.length > 0 ? problems.join(', ') : 'no problems'}${fixes}`;
}

/** A count with its noun: "1 file", "1,345 examples". */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
