import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText, said } from '../support/checkText';

const answer = '{"role":"assistant","content":"hello"}';

function saidOf(line: string): string[] {
  return said(checkText(line));
}

test('each wrong value is blamed at its place', () => {
  assert.deepEqual(saidOf(`{"messages":[{"role":"user","content":"hi","name":7},${answer}],"parallel_tool_calls":1}`), [
    '1 schema messages[0].name',
    '1 schema parallel_tool_calls',
  ]);
});

test('a missing member is blamed where it should stand', () => {
  assert.deepEqual(saidOf(`{"messages":[{"role":"user","content":[{"type":"text"}]},${answer}]}`), [
    '1 schema messages[0].content[0].text',
  ]);
});

test('an item that is no message is blamed once', () => {
  assert.deepEqual(saidOf(`{"messages":["hi",${answer}]}`), ['1 schema messages[0]']);
});

test('what another rule has said is not said again', () => {
  assert.deepEqual(saidOf(`{"messages":[{"content":"hi"},${answer}]}`), ['1 missing-role messages[0]']);
  assert.deepEqual(saidOf(`{"messages":[{"role":"human","content":"hi"},${answer}]}`), ['1 unknown-role messages[0].role']);
  assert.deepEqual(saidOf(`{"messages":[{"role":"user"},${answer}]}`), ['1 missing-content messages[0].content']);
  assert.deepEqual(saidOf(`{"messages":[{"role":"user","content":["hi"]},${answer}]}`), ['1 content-type messages[0].content']);
  assert.deepEqual(saidOf('{"messages":[]}'), ['1 missing-messages messages']);
});

test('a fault of the conversation does not hide a fault of a message', () => {
  assert.deepEqual(saidOf('{"messages":[{"role":"user","content":"hi","name":7}]}'), [
    '1 no-assistant-message messages',
    '1 schema messages[0].name',
  ]);
});

test('a misspelt key is not complained of as missing too', () => {
  assert.deepEqual(saidOf(`{"messages":[{"role":"user","content":[{"type":"text","value":"hi"}]},${answer}]}`), [
    '1 unknown-key messages[0].content[0].value',
  ]);
});

test('a line with many faults is cut short', () => {
  const messages = Array.from({ length: 50 }, () => ({ role: 'user', content: 'hi', name: 1 }));
  const all = saidOf(JSON.stringify({ messages: [...messages, JSON.parse(answer)] }));
  assert.equal(all.filter((each) => each.includes('schema')).length, 10);
});
