import assert from 'node:assert/strict';
import { FileCheck } from '../../server/src/core/check/fileCheck';
import { partBeside } from '../../server/src/core/check/readExamples';
import { type SeverityOverrides, severityWith } from '../../server/src/core/check/severity';
import type { Finding } from '../../server/src/core/finding';
import { formatPath, type Path } from '../../server/src/core/json/path';
import { splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import type { RuleExample } from '../../server/src/core/rules/rule';
import { detectFileShape } from '../../server/src/core/shapes/detect';
import { shapeById } from '../../server/src/core/shapes/index';
import { defaultTargetId, modelOf, targetById } from '../../server/src/core/targets/index';

/** Checks a whole file with all rules; what is no training data is taken for chat. A rule that throws fails the test. */
export function checkText(
  text: string,
  targetId: string = defaultTargetId,
  severities: SeverityOverrides = {},
  { model, today, other }: Pick<RuleExample, 'model' | 'today' | 'other'> = {},
): FileCheck {
  const target = targetById(targetId);
  const rows = splitRows(text);
  const fileShape = detectFileShape(rows) ?? shapeById('chat');
  assert(target && fileShape);
  const chosen = modelOf(target, model);
  const check = new FileCheck({
    rules,
    context: {
      target,
      fileShape,
      ...(chosen && { model: chosen }),
      ...(today && { today }),
      ...(other && { part: partBeside(other, { target }) }),
    },
    chosenSeverity: severityWith(severities),
    onRuleError: (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
  check.replaceRows(0, 0, rows);
  check.checkPending(() => true);
  return check;
}

/** Checks one line in which the user says the text, and returns what one rule finds in it. */
export function foundInUserText(text: string, rule: string): readonly Finding[] {
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: 'yes' },
    ],
  });
  return checkText(line)
    .findings()
    .map(({ finding }) => finding)
    .filter((finding) => finding.rule === rule);
}

/** The findings in short: `3 last-message messages[1].role`, lines from 1; those of `too-few-examples` are left out. */
export function said(check: FileCheck): string[] {
  return check
    .findings()
    .filter(({ finding }) => finding.rule !== 'too-few-examples')
    .map(({ line, finding: { rule, place } }) => `${line + 1} ${rule} ${'path' in place ? pathText(place.path) : ''}`.trimEnd());
}

function pathText(path: Path): string {
  return path.length === 0 ? '(root)' : formatPath(path);
}
