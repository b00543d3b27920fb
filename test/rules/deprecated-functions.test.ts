import assert from 'node:assert/strict';
import test from 'node:test';
import { fixAll } from '../../server/src/core/check/fixFile';
import { atOnce } from '../../server/src/core/work';
import { checkText, said } from '../support/checkText';

function migrated(line: string): string | undefined {
  const check = checkText(line);
  atOnce(fixAll(check, ({ kind }, { rule }) => rule === 'deprecated-functions' && kind === 'fix'));
  return check.rows()[0]?.text;
}

const user = '{"role": "user", "content": "hi"}';
const end = '{"role": "assistant", "content": "done"}';

function call(name: string): string {
  return `{"role": "assistant", "content": null, "function_call": {"name": "${name}", "arguments": "{\\"a\\": 1.0}"}}`;
}

function result(name: string): string {
  return `{"role": "function", "name": "${name}", "content": "\\u00e9"}`;
}

test('a line is moved whole, in its own spacing and spelling', () => {
  const line = `{"messages": [${user}, ${call('f')}, ${result('f')}, ${call('g')}, ${result('g')}, ${end}], "functions": [{"name": "f", "parameters": {"minimum": 1.0}}, {"name": "g"}]}`;
  const wanted = `{"messages": [${user}, {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1.0}"}}]}, {"role": "tool", "tool_call_id": "call_1", "content": "\\u00e9"}, {"role": "assistant", "content": null, "tool_calls": [{"id": "call_2", "type": "function", "function": {"name": "g", "arguments": "{\\"a\\": 1.0}"}}]}, {"role": "tool", "tool_call_id": "call_2", "content": "\\u00e9"}, ${end}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"minimum": 1.0}}}, {"type": "function", "function": {"name": "g"}}]}`;
  assert.equal(migrated(line), wanted);
  assert.deepEqual(said(checkText(wanted)), []);
});

test('an empty call is taken away', () => {
  const line = `{"messages": [${user}, {"role": "assistant", "content": "done", "function_call": null}]}`;
  assert.equal(migrated(line), `{"messages": [${user}, {"role": "assistant", "content": "done"}]}`);
});

test('what is not certain is left to the writer', () => {
  for (const line of [
    `{"messages": [${user}, ${result('f')}, ${end}]}`,
    `{"messages": [${user}, ${call('f')}, ${result('g')}, ${end}]}`,
    `{"messages": [${user}, ${call('f')}, ${user}, ${result('f')}, ${end}]}`,
    `{"messages": [${user}, ${call('f')}], "functions": [{"name": "f"}], "tools": []}`,
  ]) {
    assert.equal(migrated(line), line);
    assert(said(checkText(line)).some((each) => each.includes('deprecated-functions')));
  }
});

test('a line is told once', () => {
  const line = `{"messages": [${user}, ${call('f')}, ${result('f')}, ${end}], "functions": [{"name": "f"}]}`;
  assert.deepEqual(said(checkText(line)), ['1 deprecated-functions functions']);
});
