import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkStream } from '../../server/src/core/check/streamCheck';
import { splitRows } from '../../server/src/core/rows/row';
import { targetById } from '../../server/src/core/targets/index';
import { checkText } from '../support/checkText';

const compared = new Set([
  'contradicting-answers',
  'stray-system-prompt',
  'reinforcement-reference',
  'inconsistent-types',
  'completion-separator',
  'completion-stop',
  'completion-leading-space',
  'completion-prefix',
  'completion-uppercase',
]);

function foundIn(check: ReturnType<typeof checkText>): string[] {
  return check
    .findings()
    .filter(({ finding }) => compared.has(finding.rule))
    .map(({ line, finding }) => `${line + 1} ${finding.rule}`)
    .sort();
}

const chat = (system: string, question: string, answer: string) =>
  JSON.stringify({
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
const task = (keys: object) => JSON.stringify({ messages: [{ role: 'user', content: '1+1?' }], ...keys });
const pair = (prompt: string, completion: string) => JSON.stringify({ prompt, completion });

const pools: Readonly<Record<string, readonly string[]>> = {
  chat: [
    ...['a', 'b', 'c', 'd'].map((answer) => chat('Be a very kind helper.', 'Which?', answer)),
    chat('Be a very kind helper.', 'Who?', 'I.'),
    chat('Be a very kind helper', 'Who?', 'You.'),
    chat('Speak like a pirate.', 'Who?', 'He.'),
  ],
  reinforcement: [task({ answer: 1 }), task({ answer: 2 }), task({ answer: '1' }), task({ answer: 1, level: 2 }), task({ note: null })],
  completion: [
    pair('one ->', ' eins END'),
    pair('two ->', ' zwei END'),
    pair('three ->', ' drei END'),
    pair('four -> five ->', ' vier END'),
    pair('six', 'SECHS'),
    pair('SEVEN?', 'SIEBEN'),
  ],
};

for (const [name, pool] of Object.entries(pools)) {
  test(`edits of ${name} lines are followed as if the file were read anew`, () => {
    const lines = fc.array(fc.constantFrom(...pool), { maxLength: 14 });
    const edit = fc.record({ start: fc.nat(14), removed: fc.nat(3), inserted: lines });
    fc.assert(
      fc.property(lines, fc.array(edit, { maxLength: 5 }), (first, edits) => {
        let now = [pool[0] ?? '', ...first];
        const check = checkText(now.join('\n'));
        for (const { start, removed, inserted } of edits) {
          const at = Math.max(1, Math.min(start, now.length - 1));
          const count = Math.max(0, Math.min(removed, now.length - 1 - at));
          check.replaceRows(at, count, inserted.length === 0 ? [] : splitRows(inserted.join('\n')));
          now = [...now.slice(0, at), ...inserted, ...now.slice(at + count)];
        }
        check.checkPending(() => true);
        assert.equal(check.rows().length, now.length);
        const fresh = checkText(now.join('\n'));
        if (fresh.context.fileShape === check.context.fileShape) assert.deepEqual(foundIn(check), foundIn(fresh));
      }),
    );
  });

  test(`a stream of ${name} lines is compared like a file`, async () => {
    const text = [...pool, ...pool, ...Array.from({ length: 12 }, (_, index) => pool[index % 3] ?? '')].join('\n');
    const target = targetById('openai');
    assert(target);
    const rows = async function* () {
      yield* splitRows(text);
    };
    const settings = {
      target,
      severities: {},
      onRuleError: (rule: string, error: unknown) => {
        throw new Error(rule, { cause: error });
      },
    };
    const { findings } = await checkStream(rows(), settings, { excerptOf: () => '' });
    const found = findings.filter(({ rule }) => compared.has(rule)).map(({ line, rule }) => `${line + 1} ${rule}`);
    assert.notEqual(found.length, 0);
    assert.deepEqual(found.sort(), foundIn(checkText(text)));
  });
}

test('a question that stands alone has no contradicting answers, whatever its system prompt', () => {
  const lines = ['a', 'b', 'c', 'd'].map((answer) => JSON.stringify({ messages: [{ role: 'assistant', content: answer }] }));
  assert.deepEqual(foundIn(checkText(lines.join('\n'))), []);
  assert.deepEqual(foundIn(checkText(['a', 'b', 'c', 'd'].map((word) => pair('', word)).join('\n'))), []);
});
