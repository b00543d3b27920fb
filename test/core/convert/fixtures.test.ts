import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { readings } from '../../../server/src/core/convert/readings/index';
import { broken, type Expected, expectedOf } from './support';

// A text and what it gives lie side by side; `UPDATE=1` writes what is given now, to be read before it is kept.
const folder = path.resolve('test/fixtures/text');
const texts = readdirSync(folder).filter((file) => /\.(?:txt|md|csv|tsv|json|jsonl)$/.test(file) && !/\.expected\.json$/.test(file));

for (const file of texts) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const beside = path.join(folder, file.replace(/\.\w+$/, '.expected.json'));

  test(`${file} is read as expected`, () => {
    const best = readingsOf(text, {})[0];
    assert.ok(best);
    const given = expectedOf(text, best.reading.id, best.result);
    if (process.env.UPDATE !== undefined) writeFileSync(beside, `${JSON.stringify(given, undefined, 2)}\n`);
    assert.ok(existsSync(beside), `${beside} is missing`);
    const expected: Expected = JSON.parse(readFileSync(beside, 'utf8'));
    assert.deepEqual(given, expected);
  });

  test(`${file} loses nothing in any reading`, () => {
    for (const reading of readings) {
      for (const options of [
        {},
        { passage: 'continue' },
        { passage: 'complete', shape: 'completion' },
        { shape: 'completion', system: 'Be kind.' },
      ] as const) {
        const result = reading.read(text, options);
        // A reading that does not fit says so for the whole text.
        assert.equal(broken(text, result, options), undefined, `${reading.id} ${JSON.stringify(options)}`);
      }
    }
  });
}

test('lines are joined in the texts that are named for it, in no other, and nowhere when they are to be kept', () => {
  for (const file of texts) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const best = readingsOf(text, {})[0];
    const isWrapped = file.startsWith('wrapped-');
    assert.equal(best?.result.choices?.lineBreaks, isWrapped ? 'join' : undefined, file);
    if (!isWrapped) continue;
    const kept = readingsOf(text, { keepLineBreaks: true })[0]?.result;
    assert.equal(kept?.choices?.lineBreaks, 'keep', file);
    assert.ok(!kept.notes.some(({ message }) => message.includes('joined')), file);
    assert.equal(broken(text, best?.result ?? kept, {}), undefined, file);
    const breaks = (result = kept): number => JSON.stringify(result.examples).split('\\n').length;
    assert.ok(breaks(best?.result) < breaks(), `${file} keeps its breaks`);
  }
});

test('every fixture has a name of its own', () => {
  assert.equal(new Set(texts.map((file) => file.replace(/\.\w+$/, ''))).size, texts.length);
  assert.ok(texts.length >= 35);
});
