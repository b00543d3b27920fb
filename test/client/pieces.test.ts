import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { textPieces } from '../../client/src/webview/shared/pieces';

/** What the pieces of a text are a text of. */
function joined(text: string): string {
  return [...textPieces(text)].map(({ text: piece, isContinued }, at) => (at === 0 || isContinued ? piece : `\n${piece}`)).join('');
}

test('pieces are short, and together they are the text', () => {
  const word = fc.constantFrom(
    'a',
    'word',
    ' ',
    '\n',
    '\n\n',
    '🧑‍🚀',
    'é'.repeat(50),
    'x'.repeat(3_000),
    '🐕'.repeat(9_000),
    `${'line '.repeat(900)}\n`,
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const text = words.join('');
      assert.equal(joined(text), text);
      for (const { text: piece, start } of textPieces(text)) {
        assert.equal(text.slice(start, start + piece.length), piece);
        assert.ok(piece.length <= 16_000);
        assert.ok(!/\p{Surrogate}/u.test(piece));
      }
    }),
    { numRuns: 200 },
  );
});

test('a text is cut where a line ends, else behind a word', () => {
  const lines = `${'one two three '.repeat(700)}\n`.repeat(4);
  const [first, second] = textPieces(lines);
  assert.deepEqual([first?.text.endsWith('three '), second?.isContinued], [true, false]);
  const [start, next] = textPieces('one two three '.repeat(3_000));
  assert.match(start?.text ?? '', /(?:one|two|three) $/);
  assert.deepEqual([/^(?:one|two|three) /.test(next?.text ?? ''), next?.isContinued], [true, true]);
});
