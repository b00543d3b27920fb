import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

const line = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}';

/** The line (from 0) and the first sentence of what is said about the number of examples, with how many the check counts itself. */
function saidOf(text: string): readonly unknown[] {
  const check = checkText(text);
  const found = check.findings().filter(({ finding }) => finding.rule === 'too-few-examples');
  return [...found.map((each) => [each.line, each.finding.message.split(';')[0]]), check.examples];
}

test('it counts what can be read, as the status of the file does', () => {
  assert.deepEqual(saidOf('{'), [[0, 'This file has 0 examples'], 0]);
  assert.deepEqual(saidOf(`\n${line}\n{"messages":[`), [[1, 'This file has 1 example'], 1]);
});

test('a file of nothing has too few as well', () => {
  assert.deepEqual(saidOf(''), [[0, 'This file has 0 examples'], 0]);
  assert.deepEqual(saidOf('\n\n'), [[0, 'This file has 0 examples'], 0]);
});

test('lines that are to be mended will be examples', () => {
  assert.deepEqual(saidOf([...Array<string>(9).fill(line), '{"messages":['].join('\n')), [9]);
});
