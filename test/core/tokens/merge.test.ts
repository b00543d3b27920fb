import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { createMerger } from '../../../server/src/core/tokens/merge';
import { createLongMerger } from '../../../server/src/core/tokens/mergeLong';
import type { Merge } from '../../../server/src/core/tokens/merging';
import { createUtf8Writer } from '../../../server/src/core/tokens/utf8';
import { readVocabulary } from '../../../server/src/core/tokens/vocabulary';

const letters = fc.constantFrom(...'aaaaabcdest  -=/0日本กข😀é\n');
const run = fc.array(letters, { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''));

const write = createUtf8Writer();

function endsOf(merge: Merge, text: string): number[] {
  const utf8 = write(text);
  const ends: number[] = [];
  assert.equal(merge(utf8, 0, utf8.length, ends), ends.length);
  assert.equal(merge(utf8, 0, utf8.length), ends.length);
  return ends;
}

// Windows shorter than tokens make nearly every border one that does not hold, and longer ones make both kinds.
for (const window of [1, 5, 24, 80, 700]) {
  test(`merging in windows of ${window} bytes gives the tokens of the whole`, async () => {
    const o200k = readVocabulary(await vocabulary('o200k_base'));
    const whole = createLongMerger(o200k, Number.POSITIVE_INFINITY);
    const windowed = createLongMerger(o200k, window);
    const usual = createMerger(o200k);
    fc.assert(
      fc.property(run, (text) => {
        const expected = endsOf(whole, text);
        assert.deepEqual(endsOf(windowed, text), expected);
        assert.deepEqual(endsOf(usual, text), expected);
        assert.deepEqual(endsOf(windowed, text.repeat(5)), endsOf(whole, text.repeat(5)));
      }),
      { numRuns: 500 },
    );
  });
}
