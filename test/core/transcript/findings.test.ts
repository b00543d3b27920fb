import assert from 'node:assert/strict';
import test from 'node:test';
import { type CheckPlan, planCheck } from '../../../server/src/core/check/checkPlan';
import { replacementOf } from '../../../server/src/core/check/mendLine';
import { severityWith } from '../../../server/src/core/check/severity';
import { splitRows } from '../../../server/src/core/rows/row';
import { rules } from '../../../server/src/core/rules/index';
import { detectFileShape } from '../../../server/src/core/shapes/detect';
import { shapeById } from '../../../server/src/core/shapes/index';
import { modelOf, targetById } from '../../../server/src/core/targets/index';
import { findingsOf, type ShownFinding } from '../../../server/src/core/transcript/findings';
import { type Mending, mending } from '../../../server/src/core/transcript/mend';
import { readTranscript } from '../../../server/src/core/transcript/read';
import { freshLine, linesOf } from '../../../server/src/core/transcript/rewrite';
import { writeTranscript } from '../../../server/src/core/transcript/write';
import { checkText } from '../../support/checkText';

const openAi = 'openai';

function planFor(line: string, targetId = openAi, modelId?: string, today?: string): CheckPlan {
  const target = targetById(targetId);
  const fileShape = detectFileShape(splitRows(line)) ?? shapeById('chat');
  assert(target && fileShape);
  const model = modelOf(target, modelId);
  return planCheck({
    rules,
    context: { target, fileShape, ...(model && { model }), ...(today && { today }) },
    chosenSeverity: severityWith({}),
    onRuleError: (rule, error) => assert.fail(`${rule}: ${error}`),
  });
}

/** What is found in a transcript of one example, as `line rule “what is underlined”`, lines from 1. */
function shown(text: string, target?: string): readonly string[] {
  const lines = text.split('\n');
  return found(text, target).map(
    ({ line, span, finding }) => `${line + 1} ${finding.rule} “${(lines[line] ?? '').slice(span.start, span.end)}”`,
  );
}

function found(text: string, target?: string): readonly ShownFinding[] {
  const { examples, faults } = readTranscript(text);
  assert.deepEqual(faults, []);
  const [example] = examples;
  assert(example);
  return findingsOf(example, text.split('\n'), planFor(freshLine(example), target));
}

function applied(lines: readonly string[], { start, end, lines: put }: Mending): string {
  return [...lines.slice(0, start), ...put, ...lines.slice(end)].join('\n');
}

function mended(text: string, rule: string): string | undefined {
  const lines = text.split('\n');
  const [example] = readTranscript(text).examples;
  const fix = found(text).find(({ finding }) => finding.rule === rule)?.finding.fixes?.[0];
  assert(example && fix, `no fix of ${rule}`);
  const change = mending(example, lines.length, lines, fix);
  return change && applied(lines, change);
}

test('a finding stands where the transcript shows what it blames', () => {
  assert.deepEqual(shown('=== user\n\nHi\n\n=== asistant\n\nHo'), ['5 unknown-role “asistant”']);
  assert.deepEqual(shown('=== user\n\nHi\n\n=== assistant\nweight: 2\n\nHo'), ['6 weight-value “weight: 2”']);
  assert.deepEqual(shown('===== example\nmesages: 1\n\n=== user\n\nHi\n\n=== assistant\n\nHo'), ['2 unknown-key “mesages: 1”']);
  assert.deepEqual(shown('=== user\n\nHi'), ['1 no-assistant-message “user”']);
  assert.deepEqual(shown('==== prompt\n\nHi\n\n==== completion\n\nHo', 'together'), []);
});

test('a finding in a text stands at its characters, in the line in which it begins', () => {
  assert.deepEqual(shown('=== user\n\nOne\nTwo Caf\u00c3\u00a9\n\n=== assistant\n\nHo'), ['4 damaged-text “\u00c3\u00a9”']);
  // Where a line is spelled with escapes, what stands behind them is meant with them.
  assert.deepEqual(shown('=== user\n\nHi\n\n=== assistant\n\nOne\nHo\\u{20}'), ['8 content-whitespace “\\u{20}”']);
});

test('what cannot be read as an example is blamed as it stands', () => {
  assert.deepEqual(shown('===== verbatim\n\nno JSON'), ['3 invalid-json “no JSON”']);
});

test('a fix changes the lines that it is about, and no others', () => {
  const byHand = '=== user\n\nHi \\u{e9}\n\n=== asistant\n\nHo\n';
  assert.equal(mended(byHand, 'unknown-role'), byHand.replace('asistant', 'assistant'));
  assert.equal(
    mended('===== example\n\n=== user\n\nHi\n\n=== assistant\nweigth: 1\n\nHo\n', 'unknown-key'),
    '===== example\n\n=== user\n\nHi\n\n=== assistant\nweight: 1\n\nHo\n',
  );
});

test('an example that stands otherwise than Exemplar writes it is written anew with the fix', () => {
  assert.equal(mended('=== user\n\nHi\n\n\n=== asistant\n\nHo\n', 'unknown-role'), '=== user\n\nHi\n\n=== assistant\n\nHo\n');
});

for (const rule of rules) {
  rule.bad.forEach((example, index) => {
    const [line = ''] = example.lines;
    if (example.lines.length !== 1 || example.other || example.bytes || example.tokens) return;
    const text = writeTranscript([line]);
    const [read] = readTranscript(text).examples;
    // What only its spelling says is in no transcript.
    if (!read || JSON.stringify(freshLine(read)) !== JSON.stringify(line)) return;
    test(`a transcript shows what ${rule.id} finds in its bad example ${index + 1}, and mends it as the line is mended`, () => {
      const plan = planFor(line, example.target, example.model, example.today);
      const lines = text.split('\n');
      const inTranscript = findingsOf(read, lines, plan);
      const inFile = checkText(line, example.target, {}, example).findings();
      const own = inFile.filter(({ finding }) => finding.rule === rule.id).map(({ finding }) => finding.message);
      const ownShown = inTranscript.filter(({ finding }) => finding.rule === rule.id).map(({ finding }) => finding.message);
      // Those of rules about whole files are left to the file.
      if (rule.about !== 'file') assert.deepEqual(ownShown, own);
      for (const { finding, line: at, span } of inTranscript) {
        assert(at < lines.length && span.start <= span.end && span.end <= (lines[at] ?? '').length);
        for (const fix of finding.fixes ?? []) {
          const change = mending(read, lines.length, lines, fix);
          const [row] = splitRows(line);
          const replaced = row && replacementOf({ line: 0, row }, fix);
          if (!change || replaced?.removed !== 1) continue;
          const after = linesOf(applied(lines, change));
          assert(after.ok);
          assert.deepEqual(
            after.lines.map((each) => JSON.parse(each)),
            replaced.lines.map((each) => JSON.parse(each)),
          );
        }
      }
    });
  });
}
