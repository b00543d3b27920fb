import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { TrainingFile } from '../../../server/src/core/check/trainingFile';
import { OtherFile } from '../../../server/src/core/project/exampleLines';
import { partOf } from '../../../server/src/core/project/partOf';
import { fileKey, foldersAbove, nameOf, uriFrom } from '../../../server/src/core/project/paths';
import { joinRows } from '../../../server/src/core/rows/row';
import { targetById } from '../../../server/src/core/targets/index';

test('names tell what a file is for', () => {
  for (const [name, role, other] of [
    ['x-train.jsonl', 'training', 'x-validation.jsonl'],
    ['x_train.jsonl', 'training', 'x_val.jsonl'],
    ['train.jsonl', 'training', 'test.jsonl'],
    ['Train.jsonl', 'training', 'Valid.jsonl'],
    ['TRAIN.ndjson', 'training', 'DEV.ndjson'],
    ['foundry-toolcalls-training.jsonl', 'training', 'foundry-toolcalls-validation.jsonl'],
    ['train-00000-of-00001.jsonl', 'training', 'eval-00000-of-00001.jsonl'],
    ['x.validation.jsonl', 'validation', 'x.training.jsonl'],
    ['val.jsonl', 'validation', 'train.jsonl'],
    ['test-cases-train.jsonl', 'training', 'test-cases-validation.jsonl'],
  ] as const) {
    const part = partOf(name);
    assert.equal(part?.role, role, name);
    assert(part.others.includes(other), `${name}: ${part.others.join(' ')}`);
    assert.notEqual(partOf(other)?.role, role, other);
  }
  for (const name of ['chat.jsonl', 'trains.jsonl', 'latest.jsonl', 'devices.jsonl', 'value.jsonl'])
    assert.equal(partOf(name), undefined, name);
});

test('paths and URIs lead to the folders above and to files below', () => {
  assert.deepEqual(foldersAbove('file:///a/b%20c/d.jsonl'), ['file:///a/b%20c/', 'file:///a/', 'file:///']);
  assert.deepEqual(foldersAbove('vscode-vfs://github/a/d.jsonl'), ['vscode-vfs://github/a/', 'vscode-vfs://github/']);
  assert.deepEqual(foldersAbove('untitled:Untitled-1'), []);
  assert.equal(nameOf('file:///a/b%20c.jsonl'), 'b c.jsonl');
  assert.equal(uriFrom('file:///a/b/', '../x y/./z.jsonl'), 'file:///a/x%20y/z.jsonl');
  assert.equal(uriFrom('file:///a/b/', '../../../z.jsonl'), 'file:///z.jsonl');
  assert.equal(fileKey('file:///c%3A/a%20b'), fileKey('file:///c:/a b'));
});

const line = (question: number) => `{"messages":[{"role":"user","content":"${question}?"},{"role":"assistant","content":"Yes."}]}`;

test('two open files tell after any edits of either what they would tell if opened afresh', () => {
  const target = targetById('openai');
  assert(target);
  const open = (text: string, role: 'training' | 'validation') => {
    const other = new OtherFile('other', 'other.jsonl', role === 'training' ? 'validation' : 'training');
    const file = new TrainingFile(text, {
      target,
      severities: {},
      part: { role, others: [other] },
      onRuleError: (rule, error) => {
        throw new Error(rule, { cause: error });
      },
    });
    return { file, other };
  };
  const pair = (one: string, two: string) => {
    const [training, validation] = [open(one, 'training'), open(two, 'validation')];
    training.other.compareWith(validation.file.exampleLines);
    validation.other.compareWith(training.file.exampleLines);
    return [training, validation] as const;
  };
  const said = ({ file }: ReturnType<typeof open>): string[] => {
    file.check?.checkPending(() => true);
    return (file.check?.findings() ?? [])
      .filter(({ finding }) => finding.rule === 'validation-leak')
      .map(({ line: at, related }) => `${at} ${related?.line}`);
  };
  const lines = fc.array(fc.nat(5).map(line), { minLength: 1, maxLength: 6 });
  const edit = fc.record({
    second: fc.boolean(),
    at: fc.nat(6),
    removed: fc.nat(2),
    lines: fc.array(fc.nat(5).map(line), { maxLength: 2 }),
    asked: fc.boolean(),
  });
  fc.assert(
    fc.property(lines, lines, fc.array(edit, { maxLength: 6 }), (one, two, edits) => {
      const files = pair(one.join('\n'), two.join('\n'));
      for (const each of edits) {
        const { file } = files[each.second ? 1 : 0];
        const start = Math.min(each.at, file.rows.length - 1);
        const end = Math.min(start + each.removed, file.rows.length - 1);
        file.edit(
          { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
          each.lines.map((text) => `${text}\n`).join(''),
        );
        if (each.asked) for (const asked of files) said(asked);
      }
      const afresh = pair(joinRows(files[0].file.rows), joinRows(files[1].file.rows));
      // The one first checked knows nothing of the other, and is told.
      for (const each of [...files, ...afresh]) said(each);
      assert.deepEqual(files.map(said), afresh.map(said));
    }),
    { numRuns: 200 },
  );
});
