import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Report } from '../../server/src/core/finding';
import { isObject, parseLine } from '../../server/src/core/json/parse';
import { rules } from '../../server/src/core/rules/index';
import type { CheckContext, LineRule, LineSubject } from '../../server/src/core/rules/rule';
import { LineScanner } from '../../server/src/core/scan/lineScanner';
import { signTable } from '../../server/src/core/scan/signTable';
import { shapeById } from '../../server/src/core/shapes/index';
import { targets } from '../../server/src/core/targets/index';

type Passing = Extract<LineRule, { about: 'line' | 'messages' | 'message' }>;
const passing = rules.filter(
  (rule): rule is Passing =>
    (rule.about === 'line' || rule.about === 'messages' || rule.about === 'message') && rule.passesPlain !== undefined,
);

const scanner = new LineScanner(signTable([]), 1000);
const chat = shapeById('chat');
assert(chat);

function found(rule: Passing, line: LineSubject, context: CheckContext): readonly Report[] {
  const reports: Report[] = [];
  const report = (each: Report): void => void reports.push(each);
  if (rule.about === 'line') rule.check(line, report, context, []);
  for (const list of line.lists) {
    if (rule.about === 'messages') rule.check(list, report, context, line);
    for (const [index, message] of list.messages.entries()) {
      if (rule.about === 'message' && isObject(message)) rule.check({ message, index, list, line }, report, context);
    }
  }
  return reports;
}

function subjectOf(text: string): LineSubject {
  const parsed = parseLine(text);
  assert(chat && parsed.ok && isObject(parsed.value));
  return { text, value: parsed.value, shape: chat, members: 0, lists: chat.messageLists?.(parsed.value) ?? [] };
}

test('rules that pass over plain lines find nothing in them, under any target', () => {
  assert(passing.length > 0);
  const role = fc.constantFrom('system', 'user', 'assistant');
  const content = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom('{}', '{"name":"f"}', '[INST]', 'data:image/png;base64,', '\u00a0', 'null'),
  );
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.record({ role, content }), { minLength: 1, maxLength: 6 }), fc.constantFrom(...targets), (messages, target) => {
      const line = subjectOf(JSON.stringify({ messages }));
      scanner.scan(line);
      if (!scanner.isPlain) return;
      plain += 1;
      const context = { target, fileShape: chat };
      for (const rule of passing) {
        if (rule.passesPlain !== true && !rule.passesPlain?.(context)) continue;
        assert.deepEqual(found(rule, line, context), [], `${rule.id} at ${target.id}`);
      }
    }),
    { numRuns: 2000 },
  );
  assert(plain > 1000);
});
