import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { TrainingFile } from '../../../server/src/core/check/trainingFile';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { linesInShape } from '../../../server/src/core/convert/linesInShape';
import { targetById } from '../../../server/src/core/targets/index';

const folder = path.resolve('test/fixtures/text');
const texts = readdirSync(folder).filter((file) => /\.(?:txt|md|csv|tsv|json|jsonl)$/.test(file) && !/\.expected\.json$/.test(file));
const pairs = [
  ['chat', 'openai'],
  ['chat', 'mistral'],
  ['chat', 'together'],
  ['completion', 'openai'],
  ['gemini', 'gemini'],
  ['sharegpt', 'axolotl'],
  ['alpaca', 'llama-factory'],
] as const;
// How many examples a file has is no matter of one text.
const aboutTheFile = new Set(['too-few-examples', 'mixed-shapes']);

for (const [shape, id] of pairs) {
  test(`what is converted to ${shape} passes the check for ${id}`, () => {
    const target = targetById(id);
    assert.ok(target);
    for (const file of texts) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      for (const { reading, options, result } of readingsOf(text, {})) {
        const { lines, examples } = linesInShape(result, options, shape);
        for (const [index, line] of lines.entries()) {
          // A record's own tools and calls are kept as they are, ids and all; what a trainer wants of them is the check's to say.
          if (examples[index]?.record !== undefined) continue;
          // An answer without a question is a completion, whatever was asked for.
          if (shape !== 'completion' && /^\{"prompt":"",/.test(line)) continue;
          const { check } = new TrainingFile(`${line}\n`, {
            target,
            severities: {},
            onRuleError: (rule, error) => assert.fail(`${rule}: ${error}`),
          });
          assert.ok(check, `${file} as ${reading.id}: ${line}`);
          check.checkPending(() => true);
          const errors = check
            .findings()
            .map(({ finding }) => finding)
            .filter(({ severity, rule }) => severity === 'error' && !aboutTheFile.has(rule));
          assert.deepEqual(errors, [], `${file} as ${reading.id}: ${line}`);
        }
      }
    }
  });
}
