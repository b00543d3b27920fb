import type { CheckSettings } from '../core/check/trainingFile';
import type { CliIo } from './io';

/** Tells people of a rule that failed, which is a mistake of ours; all others go on. */
export function ruleErrors(io: CliIo): CheckSettings['onRuleError'] {
  return (rule, error) => io.err(`exemplar: rule ${rule} failed: ${error instanceof Error ? error.stack : error}\n`);
}
