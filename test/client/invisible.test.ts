import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Piece, splitInvisible } from '../../client/src/webview/shared/invisible';

/** The text with what is found in angle brackets. */
function shown(text: string): string {
  return splitInvisible(text)
    .map((piece) => (typeof piece === 'string' ? piece : `<${piece.code}>`))
    .join('');
}

test('characters that nobody sees are found', () => {
  assert.equal(shown('a\u200bb\ufeff'), 'a<U+200B>b<U+FEFF>');
  assert.equal(shown('\u202eevil\u202c \u2066x\u2069'), '<U+202E>evil<U+202C> <U+2066>x<U+2069>');
  assert.equal(shown('\0\x1b[0m\x7f\x85'), '<U+0000><U+001B>[0m<U+007F><U+0085>');
  assert.equal(shown('soft\u00adhyphen\u034f\u3164'), 'soft<U+00AD>hyphen<U+034F><U+3164>');
  assert.equal(shown('\u{e0041}\u{e0100}'), '<U+E0041><U+E0100>');
});

test('they are called by their names', () => {
  const names = (text: string): readonly (string | undefined)[] =>
    splitInvisible(text).map((piece: Piece) => (typeof piece === 'string' ? piece : piece.name));
  assert.deepEqual(names('\u202e\x01\u{e0041}\u206a'), [
    'right-to-left override',
    'control character',
    'hidden tag',
    'invisible character',
  ]);
});

test('what belongs to the spelling of a text is left alone', () => {
  for (const text of [
    'a\n\tb\r\n',
    '👨\u200d👩\u200d👧 ❤\ufe0f',
    'می\u200cخواهم',
    'क्\u200dष',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'שלום',
  ]) {
    assert.deepEqual(splitInvisible(text), [text]);
  }
  // A joiner between letters that do not join hides something.
  assert.equal(shown('pay\u200dpal'), 'pay<U+200D>pal');
});

test('nothing is lost', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '\u200b', '\u202e', '😀', '\u200d', '\0', '\u{e0041}', 'م') });
  fc.assert(
    fc.property(texts, (text) => {
      const back = splitInvisible(text).map((piece) =>
        typeof piece === 'string' ? piece : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
      );
      assert.equal(back.join(''), text);
    }),
    { numRuns: 200 },
  );
});
