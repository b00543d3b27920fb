import assert from 'node:assert/strict';
import test from 'node:test';
import { FileCheck } from '../../server/src/core/check/fileCheck';
import { splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';

test('a finding stands at its line', () => {
  const target = targetById('openai');
  const fileShape = shapeById('chat');
  assert(target && fileShape);
  const check = new FileCheck({
    rules,
    context: { target, fileShape },
    chosenSeverity: (rule) => (rule.id === 'missing-role' ? undefined : 'off'),
    onRuleError: (_, error) => {
      throw error;
    },
  });
  check.replaceRows(0, 0, splitRows('{"messages":[{"role":"user","content":"x"}]}\n{"messages":[{"content":"x"}]}\n'));
  check.checkPending(() => true);
  assert.deepEqual(
    check.findings().map(({ line, finding }) => [line, finding.rule]),
    [[1, 'missing-role']],
  );
});
