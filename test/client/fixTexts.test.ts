import assert from 'node:assert/strict';
import test from 'node:test';
import { remainsText } from '../../client/src/fix/fixTexts';

test('what remains is named by its rules, the worst ones first', () => {
  const none = { error: 0, warning: 0, info: 0, hint: 0, rules: [], fixable: 0 };
  assert.equal(remainsText(none), 'no problems remain');
  assert.equal(remainsText({ ...none, error: 1, rules: ['too-few-examples'] }), '1 error remains (too-few-examples)');
  assert.equal(
    remainsText({ ...none, error: 2, warning: 1, hint: 3, rules: ['a', 'b', 'c', 'd', 'e'] }),
    '2 errors, 1 warning and 3 notes remain (a, b, c, 2 more)',
  );
});
