import type { Severity } from '../finding';
import { acceptedShape } from '../rules/accepted';
import type { ChosenSeverity } from './checkPlan';

/** Severities that the user chose, by rule id. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;

/** Decides severity once and for all: the user's word, else the target's for the file's shape or for all; else the rule decides. */
export function severityWith(overrides: SeverityOverrides): ChosenSeverity {
  return (rule, { target, fileShape }) =>
    own(overrides, rule.id) ?? own(acceptedShape(target, fileShape)?.severities, rule.id) ?? own(target.severities, rule.id);
}

function own(severities: SeverityOverrides | undefined, id: string): Severity | 'off' | undefined {
  return severities && Object.hasOwn(severities, id) ? severities[id] : undefined;
}
