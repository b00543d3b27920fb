import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { LocatedFinding } from '../core/check/fileCheck';
import type { PlacedFinding } from '../core/check/placedFinding';
import type { TrainingFile } from '../core/check/trainingFile';
import { worst } from '../core/check/worst';
import type { Finding, Severity } from '../core/finding';
import { type Span, spanOf } from '../core/json/positions';
import { withLineNumber } from '../core/rules/wording';

/** VS Code shows no more problems of one file than this. */
export const diagnosticLimit = 1000;

const lspSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Where diagnostics link to. */
export interface DiagnosticLinks {
  readonly uri: string;
  /** The folder of the rule pages, with a slash at its end. */
  readonly rulePages?: string;
}

/** A file's diagnostics in the order of lines; when there are more than the limit, the worst ones. */
export function diagnostics(file: TrainingFile, located: readonly LocatedFinding[], links: DiagnosticLinks): Diagnostic[] {
  return worst(located, ({ finding }) => finding.severity, diagnosticLimit).map((each) => toDiagnostic(file, each, links));
}

/** One finding as a diagnostic. */
export function toDiagnostic(file: TrainingFile, { line, row, finding, related }: LocatedFinding, links: DiagnosticLinks): Diagnostic {
  const { rule, severity } = finding;
  const span = spanOfFinding(file, row, finding);
  const message = withLineNumber(finding.message, line);
  return described({ line, span, rule, severity, message, related, relatedEnd: related?.row?.text.length ?? 0 }, links);
}

/** As many findings as editors show of a file, the worst ones in their order. */
export function worstOf<Found extends Pick<PlacedFinding, 'severity'>>(findings: readonly Found[]): readonly Found[] {
  return worst(findings, ({ severity }) => severity, diagnosticLimit);
}

/** A finding of a file that is not at hand as a diagnostic. */
export function placedDiagnostic(finding: Omit<PlacedFinding, 'fixable' | 'excerpt'>, links: DiagnosticLinks): Diagnostic {
  return described({ ...finding, relatedEnd: 0 }, links);
}

type Described = Pick<PlacedFinding, 'line' | 'span' | 'rule' | 'severity' | 'message'> & {
  readonly related?: PlacedFinding['related'] | undefined;
  /** Where the related line ends. */
  readonly relatedEnd: number;
};

function described({ line, span, rule, severity, message, related, relatedEnd }: Described, links: DiagnosticLinks): Diagnostic {
  const diagnostic: Diagnostic = { range: rangeIn(line, span), severity: lspSeverity[severity], source: 'Exemplar', code: rule, message };
  if (links.rulePages) diagnostic.codeDescription = { href: `${links.rulePages}${rule}.md` };
  if (related) {
    const range = rangeIn(related.line, { start: 0, end: relatedEnd });
    diagnostic.relatedInformation = [{ location: { uri: related.file ?? links.uri, range }, message: related.message }];
  }
  return diagnostic;
}

const spans = new WeakMap<Finding, Span>();

/** Where a finding stands in its line; worked out once, however often the file is edited elsewhere. */
export function spanOfFinding(file: TrainingFile, row: LocatedFinding['row'], finding: Finding): Span {
  let span = spans.get(finding);
  if (!span) {
    span = spanOf(file.positioned(row), finding.place);
    spans.set(finding, span);
  }
  return span;
}

/** A span of a line as an LSP range. */
export function rangeIn(line: number, { start, end }: Span): Diagnostic['range'] {
  return { start: { line, character: start }, end: { line, character: end } };
}
