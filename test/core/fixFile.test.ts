import assert from 'node:assert/strict';
import test from 'node:test';
import { fixAll, replacementOf, safeFixes } from '../../server/src/core/check/fixFile';
import { joinRows, splitRows } from '../../server/src/core/rows/row';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const a = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';
const b = '{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}';

function fixed(text: string): string {
  const check = checkText(text);
  atOnce(fixAll(check, safeFixes()));
  const after = joinRows(check.rows());
  assert.deepEqual(check.rows(), splitRows(after));
  return after;
}

test('a fix that uncovers the next fault is followed by that one’s', () => {
  assert.equal(fixed(`${a.replaceAll('"', "'").replace('user', 'human')}\n`), `${a}\n`);
});

test('lines behind one that becomes two are still found', () => {
  assert.equal(fixed(`${a}${b}\n${b.slice(0, -1)},}\n\n`), `${a}\n${b}\n`);
});

test('what is deleted at the end of the file leaves no half line', () => {
  assert.equal(fixed(`${a}\n${a}`), a);
  assert.equal(fixed(`${a}\n${a}\n`), `${a}\n`);
  assert.equal(fixed(`${a}\r\n${b}\r\n// end`), `${a}\r\n${b}`);
});

test('only what is wanted is fixed', () => {
  const check = checkText(`${a},\n\n${b}\n`);
  assert.deepEqual(atOnce(fixAll(check, safeFixes('blank-line'))), { rounds: 1, applied: 1 });
  assert.equal(joinRows(check.rows()), `${a},\n${b}\n`);
});

test('all lines of a spread record are replaced together', () => {
  const check = checkText(`${a}\n{\n"messages":[]\n}\n`);
  const located = check.findings().find(({ finding }) => finding.rule === 'pretty-printed');
  const [fix] = located?.finding.fixes ?? [];
  assert.deepEqual(located && fix && replacementOf(located, fix), { start: 1, removed: 3, lines: ['{"messages":[]}'] });
});

test('a fix that no longer fits its line does nothing', () => {
  const row = { text: '{}', lineBreak: '\n' } as const;
  const fix = { kind: 'fix', title: 'Rename', edits: [{ op: 'rename', path: ['a'], key: 'b' }] } as const;
  assert.equal(replacementOf({ line: 0, row }, fix), undefined);
});
