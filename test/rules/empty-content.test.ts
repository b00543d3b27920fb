import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

test('an empty answer is an error, an empty question a warning', () => {
  const found = checkText('{"messages":[{"role":"user","content":" "},{"role":"assistant","content":""}]}')
    .findings()
    .filter(({ finding }) => finding.rule === 'empty-content');
  assert.deepEqual(
    found.map(({ finding }) => finding.severity),
    ['warning', 'error'],
  );
});
