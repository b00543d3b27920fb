import { type Severity, severities } from '../finding';

/** How often a rule found something of one severity in a file. */
export interface RuleSummary {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  /** The line (from 0) of the first of them. */
  readonly firstLine: number;
}

/** What was found by rule and severity: the worst first, of equals what comes first in the file. */
export function problemSummary(
  found: Iterable<{ readonly rule: string; readonly severity: Severity; readonly line: number }>,
): readonly RuleSummary[] {
  const groups = new Map<string, { rule: string; severity: Severity; count: number; firstLine: number }>();
  for (const { rule, severity, line } of found) {
    const key = `${severity} ${rule}`;
    const group = groups.get(key);
    if (group) {
      group.count += 1;
      group.firstLine = Math.min(group.firstLine, line);
    } else groups.set(key, { rule, severity, count: 1, firstLine: line });
  }
  const rank = ({ severity }: RuleSummary): number => severities.indexOf(severity);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || a.firstLine - b.firstLine);
}
