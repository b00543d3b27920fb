import assert from 'node:assert/strict';
import test from 'node:test';
import { safeFixes } from '../../server/src/core/check/fixFile';
import { allRemedies, applyRemedies, chosenRemedies, remediesOf } from '../../server/src/core/check/remedies';
import { joinRows } from '../../server/src/core/rows/row';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const a = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';
const b = '{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}';
const unanswered = `${b.slice(0, -2)},{"role":"user","content":"e"}]}`;
const text = `${a}\n\n${b.slice(0, -1)},}\n${unanswered}\n${b.replaceAll('"', "'").replace('d', 'f')}\n`;

test('remedies are grouped, counted and sorted by need', () => {
  assert.deepEqual(
    atOnce(remediesOf(checkText(text))).map(({ summary, ...rest }) => ({ ...rest, summarised: summary !== '' })),
    [
      {
        rule: 'invalid-json',
        kind: 'fix',
        title: 'Remove the trailing comma, and 1 other remedy',
        summarised: true,
        count: 2,
        firstLine: 2,
        necessary: true,
      },
      {
        rule: 'last-message',
        kind: 'suggestion',
        title: 'Remove the last message',
        summarised: true,
        count: 1,
        firstLine: 3,
        necessary: true,
      },
      { rule: 'blank-line', kind: 'fix', title: 'Delete the blank line', summarised: true, count: 1, firstLine: 1, necessary: false },
    ],
  );
});

test('only what is chosen is applied, to a copy', () => {
  const check = checkText(text);
  const { rows, changes, applied, remains } = atOnce(applyRemedies(check, chosenRemedies([{ rule: 'last-message', kind: 'suggestion' }])));
  assert.equal(joinRows(rows), text.replace(unanswered, b));
  assert.deepEqual(changes, [{ start: 3, removed: 1, lines: [b] }]);
  assert.equal(applied, 1);
  assert.deepEqual(remains, {
    error: 3,
    warning: 1,
    info: 0,
    hint: 0,
    rules: ['too-few-examples', 'invalid-json', 'blank-line'],
    fixable: 3,
  });
  assert.equal(joinRows(check.rows()), text);
});

test('a rule chosen by its suggestions keeps its safe fixes back', () => {
  assert.equal(atOnce(applyRemedies(checkText(text), chosenRemedies([{ rule: 'invalid-json', kind: 'suggestion' }]))).applied, 0);
});

test('applying remedies rests at each line in each of its parts, and the share that is done never falls', () => {
  const lines = 100;
  const work = applyRemedies(checkText(unanswered.concat('\n').repeat(lines)), allRemedies);
  const shares: number[] = [];
  let step = work.next();
  for (; !step.done; step = work.next()) shares.push(step.value);
  assert.equal(step.value.changes.length, 1);
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
  );
  assert.ok(shares.every((share) => share >= 0 && share <= 1));
  // The copy, the findings of the first round, and what has changed.
  for (const [from, to] of [
    [0, 0.2],
    [0.2, 0.5],
    [0.9, 1],
  ] as const) {
    assert.ok(shares.filter((share) => share >= from && share < to).length >= lines, `from ${from} to ${to}`);
  }
});

test('what is left is what was found again', () => {
  const safe = atOnce(applyRemedies(checkText(text), safeFixes()));
  assert.equal(safe.remains.fixable, 1);
  const all = atOnce(applyRemedies(checkText(text), allRemedies));
  assert.equal(all.remains.fixable, 0);
  assert.deepEqual(atOnce(remediesOf(checkText(joinRows(all.rows)))), []);
});
