import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkLine } from '../../server/src/core/check/checkLine';
import { planCheck } from '../../server/src/core/check/checkPlan';
import { PassedLines } from '../../server/src/core/check/passedLines';
import { PassingCheck } from '../../server/src/core/check/passingCheck';
import type { PlacedFinding } from '../../server/src/core/check/placedFinding';
import { severityWith } from '../../server/src/core/check/severity';
import { checkStream, type StreamResult } from '../../server/src/core/check/streamCheck';
import { contextOf } from '../../server/src/core/check/trainingFile';
import { severities } from '../../server/src/core/finding';
import { splitRows } from '../../server/src/core/rows/row';
import { rules } from '../../server/src/core/rules/index';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';

const target = targetById('openai');
const chat = shapeById('chat');
assert.ok(target && chat);
const settings = { target, severities: {}, assumeShape: chat, onRuleError: (rule: string) => assert.fail(rule) };

const line = (question: string, answer: string): string =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;

// Faults of all severities, repeats, broken lines and records that are spread over lines, which speak for their lines.
const kinds = [
  line('a', 'b'),
  line('a', ' b'),
  line('c', 'd').slice(0, -1),
  line('c', 'd').slice(0, -6),
  '{"prompt":"l","completion":"m"',
  '{"messages": [\n{"role":"user","content":"n"},\n{"role":"assistant","content":"o"}]}',
  '{"messages":[{"role":"user","content":"e"}]}',
  '{"messages":[{"content":"f"},{"role":"assistant","content":"g"}]}',
  '{"messages":[],"messages":[]}',
  `${line('h', 'i')},`,
  `{\n"messages": [{"role":"user","content":"j"},\n{"role":"assistant","content":" k"}]\n}`,
  '',
  '  ',
  '[',
  ']',
  '}',
];
const texts = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 60 }).map((lines) => lines.join('\n'));

async function checked(text: string, most?: number): Promise<StreamResult> {
  const rows = async function* () {
    yield* splitRows(text);
  };
  return checkStream(rows(), settings, { excerptOf: (of) => of, ...(most !== undefined && { most }) });
}

/** Which of all findings are to be kept, worked out in the plainest way. */
function expected(all: readonly PlacedFinding[], most: number): readonly PlacedFinding[] {
  const worst = [...all].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)).slice(0, most);
  const isFirst = (one: PlacedFinding): boolean => one === all.find(({ rule, severity }) => rule === one.rule && severity === one.severity);
  return all.filter((each) => worst.includes(each) || isFirst(each));
}

function noted(found: Iterable<Pick<PlacedFinding, 'line' | 'rule' | 'severity' | 'fixable'>>): string[] {
  return [...found].map(({ line: at, rule, severity, fixable }) => `${at} ${severity} ${rule} ${fixable}`).sort();
}

test('of the findings of a stream the worst and the first of each kind are kept, and all are counted', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 0, max: 40 }), async (text, most) => {
      const whole = await checked(text);
      const some = await checked(text, most);
      assert.deepEqual(noted(whole.all), noted(whole.findings));
      assert.deepEqual(noted(some.all), noted(whole.findings));
      // Lines of a spread record lose what was found in them, which may have been kept in the place of others.
      if (whole.findings.every(({ rule }) => rule !== 'pretty-printed')) assert.deepEqual(some.findings, expected(whole.findings, most));
      else assert.ok(some.findings.every((each) => whole.findings.some((other) => JSON.stringify(each) === JSON.stringify(other))));
    }),
  );
});

test('of lines that are all cut off no more texts are held than are wanted, whatever is blank between them', () => {
  for (const [cut, blank] of [
    [-1, false],
    [-6, false],
    [-1, true],
    [-6, true],
  ] as const) {
    const lines = new PassedLines(0);
    const plan = planCheck({
      rules,
      context: contextOf(settings, chat),
      chosenSeverity: severityWith({}),
      onRuleError: settings.onRuleError,
    });
    for (let index = 0; index < 2000; index++) {
      const text = blank && index % 2 === 1 ? '' : line(`p ${index}`, 'q').slice(0, cut);
      const row = { text, lineBreak: '\n' } as const;
      lines.push(row, checkLine(row, plan).facts);
    }
    const held = Array.from({ length: lines.length }, (_, index) => lines.at(index)).filter((passed) => passed?.row?.text);
    assert.equal(held.length, 1);
  }
});

test('texts that no rule reads again make no difference to what rules about the file say', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const said = (mostHeld: number) => {
        const options = { rules, context: contextOf(settings, chat), chosenSeverity: severityWith({}), onRuleError: settings.onRuleError };
        const check = new PassingCheck(options, mostHeld);
        const rows = splitRows(text);
        const inLines = check.append(rows);
        const { reports, covered } = check.end(undefined);
        return {
          inLines: inLines.map(({ line: at, finding }) => [at, finding.rule]),
          reports: reports.map(({ line: at, lines, finding: { rule, severity, message, fixes } }) => ({
            ...{ at, lines, rule, severity, message },
            fixes: fixes?.map(({ kind, title, edits }) => ({ kind, title, edits: JSON.stringify(edits) })),
          })),
          covered: rows.map((_, at) => covered(at)),
        };
      };
      assert.deepEqual(said(0), said(1_000_000));
    }),
    { numRuns: 300 },
  );
});
