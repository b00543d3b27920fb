import assert from 'node:assert/strict';
import test from 'node:test';
import type { FileCheck } from '../../server/src/core/check/fileCheck';
import { fixAll } from '../../server/src/core/check/fixFile';
import { rules } from '../../server/src/core/rules/index';
import type { Rule, RuleExample } from '../../server/src/core/rules/rule';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

// An example is about what the rule finds; whether its target cares is told elsewhere.
function checkExample({ lines, target, other, model, today, bytes, tokens }: RuleExample, rule: Rule): FileCheck {
  const check = checkText(lines.join('\n'), target, { [rule.id]: rule.severity }, { model, today, other });
  check.tellBytes(bytes);
  const [first] = check.rows();
  if (first && tokens) check.tellTokens(new Map([[first, tokens]]));
  return check;
}

function findingsOf(check: FileCheck, rule: Rule) {
  return check.findings().filter(({ finding }) => finding.rule === rule.id);
}

test('ids are unique', () => {
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
});

for (const rule of rules) {
  rule.bad.forEach((example, index) => {
    test(`${rule.id} finds its bad example ${index + 1}`, () => {
      const check = checkExample(example, rule);
      const found = findingsOf(check, rule);
      assert.notEqual(found.length, 0);
      for (const { finding } of found) assert.match(finding.message, /^.+[.?!”)]$/s);
      if (!example.fixed) return;
      const hasFix = found.some(({ finding }) => finding.fixes?.some(({ kind }) => kind === 'fix'));
      atOnce(fixAll(check, ({ kind }, { rule: id }) => id === rule.id && (kind === 'fix' || !hasFix)));
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
