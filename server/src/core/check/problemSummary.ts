import { type Severity, severities } from '../finding';
import { rules } from '../rules/index';
import type { LocatedFinding } from './checkedLine';

/** How often a rule found something of one severity in a file. */
export interface RuleSummary {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  /** The line (from 0) of the first of them. */
  readonly firstLine: number;
}

/** The same with what the rule is about, in one sentence of Markdown. */
export interface RuleProblems extends RuleSummary {
  readonly summary: string;
}

/** What was found by rule and severity: the worst first, of equals what comes first in the file. */
export function problemSummary(
  found: Iterable<{ readonly rule: string; readonly severity: Severity; readonly line: number }>,
): readonly RuleSummary[] {
  // Most of what is found has the severity that its rule has, so the list of a rule is short.
  const groups = new Map<string, { rule: string; severity: Severity; count: number; firstLine: number }[]>();
  for (const { rule, severity, line } of found) {
    const ofRule = groups.get(rule) ?? [];
    if (ofRule.length === 0) groups.set(rule, ofRule);
    const group = ofRule.find((each) => each.severity === severity);
    if (group) {
      group.count += 1;
      group.firstLine = Math.min(group.firstLine, line);
    } else ofRule.push({ rule, severity, count: 1, firstLine: line });
  }
  const rank = ({ severity }: RuleSummary): number => severities.indexOf(severity);
  return [...groups.values()].flat().sort((a, b) => rank(a) - rank(b) || a.firstLine - b.firstLine);
}

/** The same of what was found in an open file. */
export function summaryOf(findings: readonly LocatedFinding[]): readonly RuleSummary[] {
  return problemSummary(placed(findings));
}

/** Says of what was found by rule what each rule is about. */
export function described<Found extends RuleSummary>(found: readonly Found[]): readonly (Found & RuleProblems)[] {
  return found.map((each) => ({ ...each, summary: rules.find(({ id }) => id === each.rule)?.summary ?? '' }));
}

function* placed(findings: readonly LocatedFinding[]) {
  for (const { line, finding } of findings) yield { line, rule: finding.rule, severity: finding.severity };
}
