import assert from 'node:assert/strict';
import test from 'node:test';
import { FileCheck } from '../../server/src/core/check/fileCheck';
import { fixAll } from '../../server/src/core/check/fixFile';
import { splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';
import type { ToolCallIds } from '../../server/src/core/targets/target';
import { atOnce } from '../../server/src/core/work';
import { said } from '../support/checkText';

const about = new Set(['tool-call-id', 'orphan-tool-message', 'unanswered-tool-call']);
const nine: ToolCallIds = { alphanumerics: 9, source: 'test', asOf: '2026-11-22' };

function check(line: string, toolCallIds?: ToolCallIds): FileCheck {
  const openai = targetById('openai');
  const fileShape = shapeById('chat');
  assert(openai && fileShape);
  const made = new FileCheck({
    rules: rules.filter(({ id }) => about.has(id)),
    context: { target: toolCallIds ? { ...openai, toolCallIds } : openai, fileShape },
    chosenSeverity: () => undefined,
    onRuleError: (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
  made.replaceRows(0, 0, splitRows(line));
  made.checkPending(() => true);
  return made;
}

function idsAfterFixes(line: string, toolCallIds?: ToolCallIds): string[] {
  const made = check(line, toolCallIds);
  atOnce(fixAll(made, ({ kind }) => kind === 'fix'));
  assert.deepEqual(said(made), []);
  const text = made.rows()[0]?.text ?? '';
  return [...text.matchAll(/"(?:id|tool_call_id)": ?"([^"]*)"/g)].map((match) => match[1] ?? '');
}

function line(...messages: readonly string[]): string {
  return `{"messages":[{"role":"user","content":"hi"},${messages.join(',')},{"role":"assistant","content":"done"}]}`;
}

function calls(...ids: readonly (string | undefined)[]): string {
  const each = ids.map((id) => `{${id === undefined ? '' : `"id":"${id}",`}"type":"function","function":{"name":"f","arguments":"{}"}}`);
  return `{"role":"assistant","tool_calls":[${each.join(',')}]}`;
}

function result(id?: string): string {
  return `{"role":"tool",${id === undefined ? '' : `"tool_call_id":"${id}",`}"content":"1"}`;
}

test('calls and results that meet are fine, in any order', () => {
  assert.deepEqual(said(check(line(calls('a', 'b'), result('b'), result('a')))), []);
  assert.deepEqual(said(check(line(calls('a'), result('a'), calls('b'), result('b')))), []);
});

test('calls and results without ids are paired one for one', () => {
  assert.deepEqual(
    idsAfterFixes(line(calls(undefined, undefined), result(), result()).replaceAll('"type":"function","function"', '"function"')),
    ['call_1', 'call_2', 'call_1', 'call_2'],
  );
  assert.deepEqual(idsAfterFixes(line(calls(undefined), result('x'))), ['x', 'x']);
  assert.deepEqual(idsAfterFixes(line(calls('x'), result())), ['x', 'x']);
});

test('an id that comes back later gets a new one, with its result', () => {
  assert.deepEqual(said(check(line(calls('a'), result('a'), calls('a'), result('a')))), ['1 tool-call-id messages[3].tool_calls[0].id']);
  assert.deepEqual(idsAfterFixes(line(calls('a'), result('a'), calls('a'), result('a'))), ['a', 'a', 'call_1', 'call_1']);
});

test('a target’s form of ids is kept for calls and results alike', () => {
  const long = line(calls('call_abcdefghijkl', 'call_2'), result('call_2'), result('call_abcdefghijkl'));
  assert.deepEqual(said(check(long, nine)), ['1 tool-call-id messages[1].tool_calls[0].id', '1 tool-call-id messages[1].tool_calls[1].id']);
  assert.deepEqual(idsAfterFixes(long, nine), ['defghijkl', '0000call2', '0000call2', 'defghijkl']);
  assert.deepEqual(said(check(line(calls('abcDEF123'), result('abcDEF123')), nine)), []);
  const many = Array.from({ length: 60 }, (_, index) => `call_${index}`);
  assert.equal(new Set(idsAfterFixes(line(calls(...many), ...many.map(result)), nine)).size, 60);
});

test('where a target needs no ids, none are missed', () => {
  assert.deepEqual(said(check(line(calls(undefined), result()), { optional: true, source: 'test', asOf: '2026-11-22' })), []);
});

test('a result is blamed once, and the call that it may be meant for is not', () => {
  assert.deepEqual(said(check(line(calls('a'), result('b')))), ['1 orphan-tool-message messages[2].tool_call_id']);
  assert.deepEqual(said(check(line(calls('a'), result('a'), result('a')))), ['1 orphan-tool-message messages[3].tool_call_id']);
  assert.deepEqual(said(check(line(result('a')))), ['1 orphan-tool-message messages[1].tool_call_id']);
});

test('a call in the middle of a conversation wants its result', () => {
  assert.deepEqual(said(check(line(calls('a', 'b'), result('a')))), ['1 unanswered-tool-call messages[1].tool_calls[1].id']);
});

test('an answer that is compared may bring the result of a call in its input', () => {
  const sides = `"preferred_output":[${result('a')},{"role":"assistant","content":"x"}],"non_preferred_output":[{"role":"assistant","content":"y"}]`;
  assert.deepEqual(said(check(`{"input":{"messages":[{"role":"user","content":"hi"},${calls('a')}]},${sides}}`)), []);
});
