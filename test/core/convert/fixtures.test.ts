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

test('every fixture has a name of its own', () => {
  assert.equal(new Set(texts.map((file) => file.replace(/\.\w+$/, ''))).size, texts.length);
  assert.ok(texts.length >= 35);
});
