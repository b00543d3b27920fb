import assert from 'node:assert/strict';
import test from 'node:test';
import { rewriteLines } from '../../../server/src/core/transcript/rewrite';
import { writeTranscript } from '../../../server/src/core/transcript/write';

test('a change among hundreds of thousands of lines is one change', () => {
  const many = Array.from({ length: 150_000 }, (_, index) => `{"text":"${index}"}`);
  const changed = many.with(-1, '{"text":"last"}');
  const rewritten = rewriteLines(many, writeTranscript(changed));
  assert.ok(rewritten.ok);
  assert.deepEqual(rewritten.lines, changed);
  assert.equal(rewritten.changes.length, 1);
});
