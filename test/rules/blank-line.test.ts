import assert from 'node:assert/strict';
import test from 'node:test';
import { fixAll } from '../../server/src/core/check/fixFile';
import { joinRows } from '../../server/src/core/rows/row';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const record = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';

function blankLines(text: string): number[] {
  return checkText(text)
    .findings()
    .filter(({ finding }) => finding.rule === 'blank-line')
    .map(({ line }) => line + 1);
}

function fixed(text: string): string {
  const check = checkText(text);
  atOnce(fixAll(check, (_, { rule }) => rule === 'blank-line'));
  return joinRows(check.rows());
}

test('one line break at the end, or none, is right', () => {
  assert.deepEqual(blankLines(`${record}\n`), []);
  assert.deepEqual(blankLines(record), []);
  assert.deepEqual(blankLines(''), []);
});

test('each blank line is found, white space or not', () => {
  assert.deepEqual(blankLines(`\n${record}\n\n \t\n${record}\n\n`), [1, 3, 4, 6]);
  assert.equal(fixed(`\n${record}\n\n \t\n${record}\n\n`), `${record}\n${record}\n`);
});

test('white space behind the last line break goes, the line break stays', () => {
  assert.deepEqual(blankLines(`${record}\n  `), [2]);
  assert.equal(fixed(`${record}\n  `), `${record}\n`);
});

test('the line breaks of the other lines stay as they are', () => {
  assert.equal(fixed(`${record}\r\n\r\n${record}\r\n\n`), `${record}\r\n${record}\r\n`);
});
