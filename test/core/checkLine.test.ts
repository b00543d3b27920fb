import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { LineCheck } from '../../server/src/core/check/checkedLine';
import { checkLine, lineChecking } from '../../server/src/core/check/checkLine';
import { type CheckOptions, type CheckPlan, planCheck } from '../../server/src/core/check/checkPlan';
import { severityWith } from '../../server/src/core/check/severity';
import { ByteRow } from '../../server/src/core/rows/byteRow';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById, targets } from '../../server/src/core/targets/index';
import { atOnce } from '../../server/src/core/work';

const target = targetById('openai');
const fileShape = shapeById('chat');
assert(target && fileShape);
const options: CheckOptions = {
  rules,
  context: { target, fileShape },
  chosenSeverity: () => undefined,
  onRuleError: (_, error) => {
    throw error;
  },
};
const plan = planCheck(options);

/** What is said of a line, whichever way it was checked; nothing was found in one that was not parsed. */
function checked(text: string, each: CheckPlan = plan, row: { readonly text: string } = { text }): Pick<LineCheck, 'facts' | 'findings'> {
  const { holdsTexts, facts, findings } = checkLine(row, each);
  if (holdsTexts) assert.deepEqual(findings, []);
  return { facts, findings };
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
      assert.deepEqual(inSteps, checked(text));
      findings += inSteps.findings.length;
    }),
    { numRuns: 500 },
  );
  assert.ok(findings > 500);
});

const words = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('Hello', 'a b', 'one\ntwo', '图', 'café', '\tx') },
  fc.constantFrom(
    ...[' x', 'x ', 'x\n', '<|im_end|>', '{{name}}', '\ttheta$', 'Ã©', '\\n', '\nUser: ', '\nAssistant: ', '\ud83d', '\u00a0', '\u0007'],
  ),
);
const plainMessage = fc.record({
  role: fc.constantFrom('system', 'user', 'assistant', 'assistant'),
  content: fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
});
// Half of them in the order that trainers want.
const plainMessages = fc
  .tuple(fc.array(plainMessage, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([messages, isOrderly]) =>
    isOrderly && messages.length % 2 === 0
      ? messages.map(({ content }, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }))
      : messages,
  );
const plainLine = fc.tuple(plainMessages, fc.boolean()).map(([messages, isSpaced]) => {
  const json = JSON.stringify({ messages });
  return isSpaced ? ` ${json.replace(/":/g, '" : ')} ` : json;
});

test('a plain line that is not parsed is checked as if it were, under every target and in every file', () => {
  const fileShapes = ['chat', 'chat', 'completion', 'reinforcement', 'preference'].map((id) => shapeById(id) ?? fileShape);
  const plans = targets.flatMap((each) =>
    fileShapes.map((shape) => planCheck({ ...options, context: { target: each, fileShape: shape }, chosenSeverity: severityWith({}) })),
  );
  let silent = 0;
  fc.assert(
    fc.property(plainLine, fc.constantFrom(...plans), (text, each) => {
      const parsed = atOnce(lineChecking({ text }, each));
      assert.deepEqual(checked(text, each), parsed);
      const whole = text.replace(/[\ud800-\udfff]/gu, '');
      assert.deepEqual(
        checked(whole, each, new ByteRow(new TextEncoder().encode(whole), '\n')),
        atOnce(lineChecking({ text: whole }, each)),
      );
      if (parsed.findings.length === 0) silent += 1;
    }),
    { numRuns: 3000 },
  );
  assert(silent > 100, `${silent}`);
});

test('a conversation of any length is checked as if it were parsed', () => {
  for (const turns of [1, 13, 14, 99, 100, 101, 300]) {
    const messages = Array.from({ length: turns }, () => [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Ho' },
    ]).flat();
    const text = JSON.stringify({ messages });
    for (const _ of [1, 2]) assert.deepEqual(checked(text), atOnce(lineChecking({ text }, plan)));
  }
});

test('the prompts of lines are told apart, and long ones are none', () => {
  const lineOf = (system: string): string =>
    JSON.stringify({
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Ho' },
      ],
    });
  for (const system of ['Be kind.', 'Be kinder.', 'x'.repeat(4000), 'x'.repeat(4001), 'é'.repeat(4000), 'Be kind.']) {
    const text = lineOf(system);
    assert.deepEqual(checked(text), atOnce(lineChecking({ text }, plan)));
    assert.equal(checked(text).facts.content?.system?.text, system.length > 4000 ? undefined : system);
  }
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
        found,
        [one, two].map((text) => checked(text)),
      );
    }),
    { numRuns: 200 },
  );
});

test('a line that shows an image is known by it', () => {
  const image = '{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}';
  const line = (content: string) => `{"messages":[{"role":"user","content":${content}},{"role":"assistant","content":"A cat."}]}`;
  assert.equal(checked(line(`[${image}]`)).facts.content?.images, true);
  assert.equal(checked(line('[{"type":"text","text":"hi"}]')).facts.content?.images, undefined);
  assert.equal(checked(line('"hi"')).facts.content?.images, undefined);
});
