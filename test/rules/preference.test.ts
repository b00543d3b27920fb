import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText, said } from '../support/checkText';

const user = '{"role":"user","content":"hi"}';
const answer = '{"role":"assistant","content":"hello"}';
const other = '{"role":"assistant","content":"what"}';
const call = '{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}';
const result = '{"role":"tool","tool_call_id":"c","content":"1"}';

function pair(better: string, worse: string): string {
  return `{"input":{"messages":[${user}]},"preferred_output":${better},"non_preferred_output":${worse}}`;
}

function saidOf(line: string): string[] {
  return said(checkText(line)).filter((each) => each.includes('preference-'));
}

test('one answer a side is right', () => {
  assert.deepEqual(saidOf(pair(`[${answer}]`, `[${other}]`)), []);
});

test('an empty side and one with two answers are found', () => {
  assert.deepEqual(saidOf(pair('[]', `[${other}]`)), ['1 preference-output preferred_output']);
  assert.deepEqual(saidOf(pair(`[${answer}]`, `[${answer},${other}]`)), ['1 preference-output non_preferred_output']);
});

test('an answer with calls and their results weighs less', () => {
  const [found] = checkText(pair(`[${call},${result},${answer}]`, `[${other}]`))
    .findings()
    .filter(({ finding }) => finding.rule === 'preference-output');
  assert.equal(found?.finding.severity, 'warning');
});

test('two empty sides are missing, not the same', () => {
  assert.deepEqual(saidOf(pair('[]', '[]')), ['1 preference-output preferred_output', '1 preference-output non_preferred_output']);
});

test('pairs of other trainers are compared too', () => {
  assert.deepEqual(saidOf('{"prompt":"p","chosen":"a","rejected":"a"}'), ['1 preference-identical rejected']);
  assert.deepEqual(saidOf('{"prompt":"p","chosen":"a","rejected":"b"}'), []);
});

test('of two names for one side neither is renamed', () => {
  const line = `{"input":{"messages":[${user}]},"preferred_output":[${answer}],"preferred_completion":[${answer}],"non_preferred_output":[${other}]}`;
  const [found] = checkText(line)
    .findings()
    .filter(({ finding }) => finding.rule === 'preference-keys');
  assert.deepEqual(
    found?.finding.fixes?.map(({ kind }) => kind),
    ['suggestion'],
  );
});
