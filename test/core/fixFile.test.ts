import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fixAll, safeFixes } from '../../server/src/core/check/fixFile';
import { type FixFilter, fits, mend, mendingApart, replacementOf } from '../../server/src/core/check/mendLine';
import { allRemedies, remedyFor } from '../../server/src/core/check/remedies';
import { positionLine } from '../../server/src/core/json/positions';
import { joinRows, splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import { atOnce } from '../../server/src/core/work';
import { checkText } from '../support/checkText';

const a = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';
const b = '{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}';

function fixed(text: string): string {
  const check = checkText(text);
  atOnce(fixAll(check, safeFixes()));
  const after = joinRows(check.rows());
  assert.deepEqual(check.rows(), splitRows(after));
  return after;
}

test('a fix that uncovers the next fault is followed by that one’s', () => {
  assert.equal(fixed(`${a.replaceAll('"', "'").replace('user', 'human')}\n`), `${a}\n`);
});

test('lines behind one that becomes two are still found', () => {
  assert.equal(fixed(`${a}${b}\n${b.slice(0, -1)},}\n\n`), `${a}\n${b}\n`);
});

test('what is deleted at the end of the file leaves no half line', () => {
  assert.equal(fixed(`${a}\n${a}`), a);
  assert.equal(fixed(`${a}\n${a}\n`), `${a}\n`);
  assert.equal(fixed(`${a}\r\n${b}\r\n// end`), `${a}\r\n${b}`);
});

test('only what is wanted is fixed', () => {
  const check = checkText(`${a},\n\n${b}\n`);
  assert.deepEqual(atOnce(fixAll(check, safeFixes('blank-line'))), { rounds: 1, applied: 1 });
  assert.equal(joinRows(check.rows()), `${a},\n${b}\n`);
});

test('all lines of a spread record are replaced together', () => {
  const check = checkText(`${a}\n{\n"messages":[]\n}\n`);
  const located = check.findings().find(({ finding }) => finding.rule === 'pretty-printed');
  const [fix] = located?.finding.fixes ?? [];
  assert.deepEqual(located && fix && replacementOf(located, fix), { start: 1, removed: 3, lines: ['{"messages":[]}'] });
});

test('a fix that no longer fits its line does nothing', () => {
  const row = { text: '{}', lineBreak: '\n' } as const;
  const fix = { kind: 'fix', title: 'Rename', edits: [{ op: 'rename', path: ['a'], key: 'b' }] } as const;
  assert.equal(replacementOf({ line: 0, row }, fix), undefined);
});

test('a conversation of any length has all of its messages mended, and each counted', () => {
  const messages = Array.from({ length: 300 }, (_, index) => ({ role: index % 2 === 0 ? 'human' : 'gpt', content: `${index}` }));
  const check = checkText(JSON.stringify({ messages }));
  assert.deepEqual(atOnce(fixAll(check, safeFixes())), { rounds: 1, applied: 300 });
  const mended = messages.map(({ content }, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }));
  assert.equal(joinRows(check.rows()), JSON.stringify({ messages: mended }));
});

const call = fc.record(
  { id: fc.constantFrom('a', 'b'), type: fc.constantFrom('function', 'tool'), function: fc.constant({ name: 'f', arguments: { a: 1 } }) },
  { requiredKeys: ['function'] },
);
const content = fc.oneof(
  fc.constantFrom('', 'x', ' x ', null, 3),
  fc.array(
    fc.constantFrom<unknown>('x', { type: 'text', text: 'x' }, { type: 'input_text', text: 'x' }, { type: 'image_url', image_url: 'x' }),
    {
      maxLength: 3,
    },
  ),
);
const role = fc.constantFrom('user', 'assistant', 'human', 'gpt', 'bot', 'tool', 'function', 'system', 'nobody');
const faulty = fc.record(
  {
    role,
    rol: role,
    content,
    text: content,
    weight: fc.constantFrom(0, 1, '1', 7),
    tool_calls: fc.array(call, { maxLength: 2 }),
    tool_call_id: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('ada', 'a b'),
  },
  { requiredKeys: [] },
);
const faultyLine = fc.array(faulty, { maxLength: 6 }).map((messages) => JSON.stringify({ messages }));

/** Lines whose messages are well-formed but for their order and, in some, names. */
const disordered = fc.boolean().chain((named) =>
  fc
    .array(
      fc.record({
        role: fc.constantFrom('user', 'user', 'user', 'assistant', 'assistant', 'system'),
        content: fc.constantFrom('x', 'y', 'z'),
        ...(named && { name: fc.constantFrom('a b', 'c d', 'e') }),
      }),
      { minLength: 3, maxLength: 12 },
    )
    .map((messages) => JSON.stringify({ messages })),
);

/** What becomes of a line whose faults are mended one after the other. */
function fixedOneByOne(line: string, wanted: FixFilter): { readonly text: string; readonly applied: number } {
  let text = line;
  for (let applied = 0; ; applied++) {
    const mended = mend(checkText(text).findings(), wanted, new Map());
    if (!mended) return { text, applied };
    text = mended.replacement.lines.join('\n');
  }
}

function becomeTheSameTogether(lines: fc.Arbitrary<string>, numRuns: number, wanted: FixFilter): void {
  let several = 0;
  fc.assert(
    fc.property(lines, (line) => {
      const expected = fixedOneByOne(line, wanted);
      const check = checkText(line);
      const { rounds, applied } = atOnce(fixAll(check, wanted));
      assert.equal(joinRows(check.rows()), expected.text);
      assert.equal(applied, expected.applied);
      if (rounds < applied) several += 1;
    }),
    { numRuns },
  );
  assert.ok(several > 10);
}

const apart = mendingApart(rules);

test('messages that are mended together become what they become one after the other', () => {
  becomeTheSameTogether(faultyLine, 60, (fix, finding) => fix.kind === 'fix' && apart.get(finding.rule) === 'message');
});

for (const rule of rules.filter(({ mendsApart }) => mendsApart)) {
  test(`messages that ${rule.id} mends together become what they become one after the other`, () => {
    becomeTheSameTogether(disordered, 200, (fix, finding) => finding.rule === rule.id && fix === remedyFor(finding));
  });
}

test('any number of messages of one role become one in a few rounds', () => {
  const messages = Array.from({ length: 300 }, (_, index) => ({ role: 'user', content: `${index}` }));
  const check = checkText(JSON.stringify({ messages: [...messages, { role: 'assistant', content: 'x' }] }));
  assert.deepEqual(atOnce(fixAll(check, allRemedies)), { rounds: 9, applied: 299 });
  const content = messages.map((each) => each.content).join('\n\n');
  const merged = [
    { role: 'user', content },
    { role: 'assistant', content: 'x' },
  ];
  assert.equal(joinRows(check.rows()), JSON.stringify({ messages: merged }));
});

test('a fix fits a line when it can be applied', () => {
  fc.assert(
    fc.property(faultyLine, faultyLine, (line, other) => {
      const row = { text: other, lineBreak: '\n' } as const;
      for (const { finding } of checkText(line).findings()) {
        for (const fix of finding.fixes ?? []) {
          assert.equal(fits(positionLine(other), fix), replacementOf({ line: 0, row }, fix) !== undefined);
        }
      }
    }),
    { numRuns: 60 },
  );
});
