import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { layered } from '../../../server/src/core/project/choices';
import { projectKeys, projectSchema } from '../../../server/src/core/project/keys';
import { readProjectFile } from '../../../server/src/core/project/projectFile';

/** The faults as "marked text: message". */
function faults(text: string): string[] {
  return readProjectFile(text).faults.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);
}

test('a project file says all that there is to say', () => {
  const text = `{
    // Who trains.
    "$schema": "x", "target": "azure", "model": "gpt-4.1-2025-04-14", "shape": "chat",
    "rules": { "blank-line": "off", "unknown-key": "hint" },
    "pairs": [{ "training": "a.jsonl", "validation": "b/c.jsonl" }],
    "tokenizer": "t.json",
  }`;
  assert.deepEqual(faults(text), []);
  assert.deepEqual(readProjectFile(text).choices, {
    target: 'azure',
    model: 'gpt-4.1-2025-04-14',
    shape: 'chat',
    rules: { 'blank-line': 'off', 'unknown-key': 'hint' },
    pairs: [{ training: 'a.jsonl', validation: 'b/c.jsonl' }],
    tokenizer: 't.json',
  });
});

test('each fault is marked, with what is surely meant', () => {
  for (const [text, wanted] of [
    ['{"traget":"azure"}', /^"traget": There is no key `traget`.* Did you mean `target`\?$/],
    ['{"target":"azzure"}', /^"azzure": There is no target `azzure`.* Did you mean `azure`\?$/],
    ['{"target":"watercolour"}', /^"watercolour": .* There are .*`azure`, .*`trl`\.$/],
    ['{"target":7}', /^7: `target` should be a text, such as ".*", and not a number\./],
    [
      '{"target":"openai","model":"gpt-4.1-mni-2025-04-14"}',
      /^"gpt-4.1-mni.*OpenAI has no model .* Did you mean `gpt-4.1-mini-2025-04-14`\?$/,
    ],
    ['{"shape":"chatt"}', /^"chatt": There is no shape/],
    ['{"rules":{"blank-lien":"off"}}', /^"blank-lien": There is no rule .* Did you mean `blank-line`\?$/],
    ['{"rules":{"no-such-thing-at-all":"off"}}', /There are `invalid-json`, .* more\.$/],
    ['{"rules":{"blank-line":"warn"}}', /^"warn": There is no severity `warn`.* `warning`\?$/],
    ['{"rules":{"blank-line":false}}', /^false: `rules\["blank-line"\]` should be a severity/],
    ['{"rules":[]}', /^\[: `rules` should be an object.* and not a list/],
    ['{"pairs":{}}', /^\{: `pairs` should be a list of pairs/],
    ['{"pairs":["a"]}', /^"a": `pairs\[0\]` should be an object/],
    ['{"pairs":[{"training":"a"}]}', /^\{: This pair has no `validation` file/],
    ['{"pairs":[{"training":"a","validation":"b","tset":"c"}]}', /^"tset": There is no key `tset`/],
    ['{"tokenizer":null}', /^null: `tokenizer` should be the path of a file, and not null/],
    ['[]', /^\[: This should be an object/],
    ['{"target":"azure"', /^.*: This is no JSON from here on \(close brace expected\)/s],
  ] as const) {
    const found = faults(text);
    assert.equal(found.length, 1, `${text}: ${found.join('\n')}`);
    assert.match(found[0] ?? '', wanted);
  }
});

test('epochs and price are numbers that make sense', () => {
  assert.deepEqual(readProjectFile('{"epochs":2,"pricePerMillion":0.5}').choices, { epochs: 2, pricePerMillion: 0.5 });
  for (const wrong of [
    '{"epochs":0}',
    '{"epochs":1.5}',
    '{"epochs":"2"}',
    '{"pricePerMillion":-1}',
    '{"pricePerMillion":null}',
    '{"epochs":1e300}',
  ]) {
    const { choices, faults: found } = readProjectFile(wrong);
    assert.deepEqual(choices, {}, wrong);
    assert.match(found[0]?.message ?? '', /should be a (?:whole )?number of [01] or more, such as /);
  }
});

test('what is broken costs no more than itself', () => {
  const { choices, faults: found } = readProjectFile('{ "target": "azure", "rules": { "blank-line": "off" "empty-content": "nope" } oops');
  assert.equal(choices.target, 'azure');
  assert.deepEqual(choices.rules, { 'blank-line': 'off' });
  assert.deepEqual(new Set(found.map(({ kind }) => kind)), new Set(['syntax', 'name']));
});

test('a target that trains any model takes every name', () => {
  assert.deepEqual(faults('{"target":"together","model":"meta-llama/Llama-3.1-8B"}'), []);
});

test('any text is read without a crash, with marks inside it', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"target"',
    ':',
    ',',
    '"azure"',
    '"rules"',
    '"pairs"',
    '"blank-line"',
    '"off"',
    '1',
    'null',
    '//',
    '\n',
    '\ufeff',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((parts) => parts.join('')),
        fc.json(),
        fc.string(),
      ),
      (text) => {
        for (const { span } of readProjectFile(text).faults) assert(span.start >= 0 && span.start < span.end);
      },
    ),
    { numRuns: 200 },
  );
});

test('the stronger choice wins, and severities are put together', () => {
  assert.deepEqual(
    layered(
      { target: 'azure' },
      { target: 'trl', model: 'm', rules: { a: 'off', b: 'hint' } },
      { rules: { b: 'off', c: 'info' }, shape: 'chat' },
    ),
    {
      target: 'azure',
      model: 'm',
      shape: 'chat',
      rules: { a: 'off', b: 'hint', c: 'info' },
    },
  );
});

test('the schema describes every key', () => {
  const { properties } = projectSchema() as { properties: Record<string, unknown> };
  assert.deepEqual(Object.keys(properties), ['$schema', ...projectKeys.map(({ key }) => key)]);
});
