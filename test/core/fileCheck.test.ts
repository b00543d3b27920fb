import assert from 'node:assert/strict';
import test from 'node:test';
import { FileCheck } from '../../server/src/core/check/fileCheck';
import { longLine, splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';

const bad = '{"messages":[{"content":"x"}]}';

function checkOf(text: string): FileCheck {
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
  check.replaceRows(0, 0, splitRows(text));
  return check;
}

test('a finding stands at its line', () => {
  const check = checkOf(`{"messages":[{"role":"user","content":"x"}]}\n${bad}\n`);
  check.checkPending(() => true);
  assert.deepEqual(
    check.findings().map(({ line, finding }) => [line, finding.rule]),
    [[1, 'missing-role']],
  );
});

test('long lines wait until all others are checked, also when they are asked about', () => {
  const check = checkOf(`${bad}${' '.repeat(longLine)}\n${bad}`);
  assert.equal(check.line(0)?.checked, false);
  assert.equal(
    check.checkPending(() => false),
    false,
  );
  assert.deepEqual([check.line(1)?.checked, check.line(0)?.checked, check.waitsForLong], [true, false, true]);
  // An edit puts another line in its place, and only that one is checked, however far the check of the first has got.
  assert.equal(
    check.checkPending(() => false),
    false,
  );
  assert.equal(check.waitsForLong, false);
  check.replaceRows(0, 1, splitRows(`${bad}${' '.repeat(longLine + 1)}\n`).slice(0, 1));
  assert.equal(check.waitsForLong, true);
  let steps = 1;
  while (!check.checkPending(() => false)) steps += 1;
  assert.ok(steps > rules.filter(({ about }) => about === 'line').length);
  assert.deepEqual([check.line(0)?.checked, check.pending, check.findings().length], [true, 0, 2]);
});

test('a long line that is half checked says the same when others are checked meanwhile', () => {
  const tab = '{"messages":[{"role":"user","content":"a\\u200bb"}]}';
  const check = checkOf(`${bad}${' '.repeat(longLine)}\n`);
  while (!check.checkPending(() => false)) {
    check.replaceRows(1, 1, splitRows(tab));
    check.line(1);
  }
  assert.deepEqual(
    check.findings().map(({ line, finding }) => [line, finding.rule]),
    [[0, 'missing-role']],
  );
});
