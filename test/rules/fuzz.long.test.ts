import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fixAll } from '../../server/src/core/check/fixFile';
import { shapes } from '../../server/src/core/shapes/index';
import { targets } from '../../server/src/core/targets/index';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const oddKeys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'messages',
  'role',
  'content',
  'mesages',
  'weight',
];
const oddValues = [null, 0, -1, 1e308, '', ' ', 'assistant', '"', '"\\"{}\\""', '\ud83d', true, [], {}, [[]], ['x'], [null], { role: {} }];

const good = [
  '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":"hello","weight":1}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}',
  '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"1"},{"role":"assistant","content":"one"}]}',
  '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"a"}],"non_preferred_output":[{"role":"assistant","content":"b"}]}',
  '{"messages":[{"role":"user","content":"1+1?"}],"reference":{"answer":2}}',
  '{"prompt":"one ->","completion":" two\\n"}',
  '{"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"text":"hello"}]}]}',
  '{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}',
  '{"instruction":"Add.","input":"1+1","output":"2"}',
  '{"prompt":"p","chosen":"a","rejected":"b"}',
];

const step = fc.record({
  at: fc.nat(),
  key: fc.constantFrom(...oddKeys),
  value: fc.oneof(fc.constantFrom(...oddValues), fc.jsonValue()),
  how: fc.constantFrom('replace', 'add', 'remove', 'rename'),
});

/** The line with some members or items replaced, added, removed or renamed. */
function mutated(line: string, steps: readonly { at: number; key: string; value: unknown; how: string }[]): string {
  let value: unknown = JSON.parse(line);
  for (const { at, key, value: other, how } of steps) {
    const count = { left: at % Math.max(1, JSON.stringify(value).split(/[,{[]/).length) };
    value = change(value, count, (members) => {
      const last = members.at(-1);
      if (how === 'add' || !last) members.push([key, other]);
      else if (how === 'remove') members.pop();
      else members[members.length - 1] = how === 'rename' ? [key, last[1]] : [last[0], other];
    });
  }
  return JSON.stringify(value);
}

function change(value: unknown, count: { left: number }, edit: (members: [string, unknown][]) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  if (count.left-- === 0) edit(members);
  const changed = members.map(([key, each]): [string, unknown] => [key, change(each, count, edit)]);
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

function survives(lines: readonly string[], target: string): void {
  const check = checkText(lines.join('\n'), target);
  check.findings();
  atOnce(fixAll(check, ({ kind }) => kind === 'fix'));
  check.findings();
  atOnce(fixAll(check, () => true));
  for (const { text } of check.rows()) assert.doesNotMatch(text, /\n/);
}

for (const { id } of targets) {
  test(`no JSON makes a rule throw, nor its fix break a line, for ${id}`, () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 4 }), (values) =>
        survives(
          values.map((value) => JSON.stringify(value)),
          id,
        ),
      ),
    );
  });

  test(`no fault in a good line makes a rule throw, nor its fix break a line, for ${id}`, () => {
    const line = fc
      .tuple(fc.constantFrom(...good), fc.array(step, { minLength: 1, maxLength: 4 }))
      .map(([text, steps]) => mutated(text, steps));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => survives(lines, id)),
      { numRuns: 300 },
    );
  });
}

test('no JSON makes a shape throw', () => {
  const object = fc.dictionary(
    fc.constantFrom(...oddKeys, 'prompt', 'completion', 'input', 'contents', 'conversations', 'text'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(object, (value) => {
      for (const shape of shapes) {
        shape.detect(value);
        shape.fits?.(value);
        shape.messageLists?.(value);
        shape.validate?.(value);
      }
    }),
  );
});
