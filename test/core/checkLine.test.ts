import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkLine, type LineCheck, lineChecking, planCheck } from '../../server/src/core/check/checkLine';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';
import { atOnce } from '../../server/src/core/work';

const target = targetById('openai');
const fileShape = shapeById('chat');
assert(target && fileShape);
const plan = planCheck(
  {
    rules,
    context: { target, fileShape },
    chosenSeverity: () => undefined,
    onRuleError: (_, error) => {
      throw error;
    },
  },
  false,
);

/** What a check gives, with all that is only worked out when it is asked for. */
function plain({ facts, findings }: LineCheck): object {
  return { facts: { ...facts, hashes: facts.hashes && { ...facts.hashes, exact: facts.hashes.exact() } }, findings };
}

const message = fc.record(
  {
    role: fc.constantFrom('system', 'user', 'assistant', 'gpt', 'tool', 3),
    content: fc.constantFrom('', ' x ', 'one\ttwo', '<|im_end|>', null, ['x']),
    weight: fc.constantFrom(0, 2),
    name: fc.constantFrom('ada', 'a b'),
    tool_calls: fc.constantFrom([], [{ id: 'a', type: 'tool', function: { name: 'f', arguments: {} } }]),
  },
  { requiredKeys: [] },
);
const record = fc.oneof(
  fc.record(
    { messages: fc.array(fc.oneof(message, fc.jsonValue()), { maxLength: 5 }), more: fc.jsonValue() },
    { requiredKeys: ['messages'] },
  ),
  fc.jsonValue(),
);
const line = fc.tuple(record, fc.constantFrom('', '', '', ' ', '//', ',}', '"', '}'), fc.nat()).map(([value, junk, at]): string => {
  const text = JSON.stringify(value);
  const cut = at % (text.length + 1);
  return text.slice(0, cut) + junk + text.slice(cut);
});

test('a line that is checked in steps is checked as at once', () => {
  let findings = 0;
  fc.assert(
    fc.property(fc.oneof(line, fc.string()), (text) => {
      const inSteps = atOnce(lineChecking({ text }, plan));
      assert.deepEqual(plain(inSteps), plain(checkLine({ text }, plan)));
      findings += inSteps.findings.length;
    }),
    { numRuns: 500 },
  );
  assert.ok(findings > 500);
});

test('several long lines are checked in turn without a mix-up', () => {
  fc.assert(
    fc.property(line, line, (one, two) => {
      const checks = [one, two].map((text) => lineChecking({ text }, plan));
      const found: LineCheck[] = [];
      while (checks.some((_, index) => !found[index])) {
        for (const [index, check] of checks.entries()) {
          const step = check.next();
          if (step.done && step.value) found[index] = step.value;
        }
      }
      assert.deepEqual(
        found.map(plain),
        [one, two].map((text) => plain(checkLine({ text }, plan))),
      );
    }),
    { numRuns: 200 },
  );
});
