import { checkLine } from '../check/checkLine';
import { planCheck } from '../check/checkPlan';
import { type SeverityOverrides, severityWith } from '../check/severity';
import type { Finding } from '../finding';
import { applyEdits, type LineEdit } from '../json/edits';
import { rules } from '../rules/index';
import type { Shape } from '../shapes/shape';
import type { Refused } from '../shapes/write/written';
import type { Target } from '../targets/target';

/** Who will train on the lines, and how much the user says that faults matter. */
export interface Trainer {
  readonly target: Target;
  readonly severities: SeverityOverrides;
}

// A fix may uncover the next fault of its line, but no line that was just written needs more.
const mostRounds = 5;

/**
 * Holds lines of a shape to the check of their target: the line as it passes, with what could be mended for certain mended, or why
 * it cannot. What is said of a whole file, such as too few examples, is no matter of a line. Throws what a rule throws.
 */
export function passing({ target, severities }: Trainer, shape: Shape): (line: string) => string | Refused {
  const plan = planCheck({ rules, context: { target, fileShape: shape }, chosenSeverity: severityWith(severities), onRuleError: rethrow });
  return (line) => {
    let text = line;
    for (let round = 0; round < mostRounds; round++) {
      const errors = checkLine({ text }, plan).findings.filter(({ severity }) => severity === 'error');
      if (errors.length === 0) return text;
      const mended = mend(text, errors);
      if (mended === undefined || round === mostRounds - 1) return { refused: reasonOf(errors) };
      text = mended;
    }
    return text;
  };
}

// Only when every fault can be mended is there a use in mending one.
function mend(text: string, errors: readonly Finding[]): string | undefined {
  const fixes = errors.map((error) => error.fixes?.find(({ kind }) => kind === 'fix'));
  const [first] = fixes;
  if (first === undefined || fixes.includes(undefined)) return undefined;
  const edits = first.edits.filter((edit): edit is LineEdit => !/^(?:delete-line|replace-lines|rewrite-file)$/.test(edit.op));
  return edits.length === first.edits.length ? applyEdits(text, edits) : undefined;
}

function reasonOf(errors: readonly Finding[]): string {
  const unmendable = errors.find(({ fixes }) => !fixes?.some(({ kind }) => kind === 'fix')) ?? errors[0];
  return unmendable?.message.replace(/\.$/, '') ?? '';
}

function rethrow(_rule: string, error: unknown): never {
  throw error;
}
