import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText, said } from '../support/checkText';

const user = '{"role":"user","content":"hi"}';
const answer = '{"role":"assistant","content":"hello"}';
const call = '{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}';
const result = '{"role":"tool","tool_call_id":"c","content":"1"}';

function saidOf(line: string): string[] {
  return said(checkText(line)).filter((each) => each.includes('last-message'));
}

test('a conversation may end with a call', () => {
  assert.deepEqual(saidOf(`{"messages":[${user},${call}]}`), []);
});

test('a conversation may not end with the result of a call', () => {
  assert.deepEqual(saidOf(`{"messages":[${user},${call},${result}]}`), ['1 last-message messages[2].role']);
});

test('a conversation without any answer is another rule’s matter', () => {
  assert.deepEqual(said(checkText(`{"messages":[${user}]}`)), ['1 no-assistant-message messages']);
});

test('a role that will be renamed is no wrong end', () => {
  assert.deepEqual(saidOf(`{"messages":[${user},${answer},${user},{"role":"gpt","content":"hello"}]}`), []);
});

test('a task for a grader ends with the user', () => {
  assert.deepEqual(saidOf(`{"messages":[${user}],"reference":1}`), []);
  assert.deepEqual(saidOf(`{"messages":[${user}],"reference":1}\n{"messages":[${user},${answer}],"reference":1}`), [
    '2 last-message messages[1].role',
  ]);
});

test('the input of a comparison may end with a result', () => {
  const sides = `"preferred_output":[${answer}],"non_preferred_output":[{"role":"assistant","content":"no"}]`;
  assert.deepEqual(saidOf(`{"input":{"messages":[${user},${call},${result}]},${sides}}`), []);
  assert.deepEqual(saidOf(`{"input":{"messages":[${user},${answer}]},${sides}}`), ['1 last-message input.messages[1].role']);
});
