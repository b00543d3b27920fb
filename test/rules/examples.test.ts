import assert from 'node:assert/strict';
import test from 'node:test';
import { FileCheck } from '../../server/src/core/check/fileCheck';
import { fixAll } from '../../server/src/core/check/fixFile';
import { severityWith } from '../../server/src/core/check/severity';
import { splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import type { Rule, RuleExample } from '../../server/src/core/rules/rule';
import { detectFileShape } from '../../server/src/core/shapes/detect';
import { shapeById } from '../../server/src/core/shapes/index';
import { defaultTargetId, targetById } from '../../server/src/core/targets/index';

function checkExample({ lines, target: id = defaultTargetId }: RuleExample, rule: Rule): FileCheck {
  const target = targetById(id);
  const rows = splitRows(lines.join('\n'));
  const fileShape = detectFileShape(rows) ?? shapeById('chat');
  assert(target && fileShape);
  const check = new FileCheck({
    rules,
    context: { target, fileShape },
    // The example is about what the rule finds; whether a target cares is told elsewhere.
    severityOf: severityWith({ [rule.id]: rule.severity }),
    onRuleError: (_, error) => {
      throw error;
    },
  });
  check.replaceRows(0, 0, rows);
  check.checkPending(() => true);
  return check;
}

function findingsOf(check: FileCheck, rule: Rule) {
  return check.findings().filter(({ finding }) => finding.rule === rule.id);
}

for (const rule of rules) {
  rule.bad.forEach((example, index) => {
    test(`${rule.id} finds its bad example ${index + 1}`, () => {
      const check = checkExample(example, rule);
      const found = findingsOf(check, rule);
      assert.notEqual(found.length, 0);
      for (const { finding } of found) assert.match(finding.message, /^[`A-Z].+[.?!”)]$/s);
      if (!example.fixed) return;
      const hasFix = found.some(({ finding }) => finding.fixes?.some(({ kind }) => kind === 'fix'));
      fixAll(check, ({ kind }, { rule: id }) => id === rule.id && (kind === 'fix' || !hasFix));
      const lines = check.rows().map(({ text }) => text);
      assert.deepEqual(lines, example.fixed);
      assert.deepEqual(findingsOf(check, rule), []);
      for (const line of lines) assert.doesNotThrow(() => JSON.parse(line));
    });
  });
  rule.good.forEach((example, index) => {
    test(`${rule.id} is quiet about its good example ${index + 1}`, () => {
      assert.deepEqual(findingsOf(checkExample(example, rule), rule), []);
    });
  });
}
