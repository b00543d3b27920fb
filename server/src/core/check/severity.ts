import type { Severity } from '../finding';
import type { SeverityOf } from './checkLine';

/** Severities that the user chose, by rule id. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;

/** Decides severity once and for all: the user's word, else the target's, else the rule's own. */
export function severityWith(overrides: SeverityOverrides): SeverityOf {
  return (rule, { target }) => own(overrides, rule.id) ?? own(target.severities, rule.id) ?? rule.severity;
}

function own(severities: SeverityOverrides | undefined, id: string): Severity | 'off' | undefined {
  return severities && Object.hasOwn(severities, id) ? severities[id] : undefined;
}
