import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { type PieceEnd, splitCl100k, splitO200k } from '../../../server/src/core/tokens/split';
import { createUtf8Writer } from '../../../server/src/core/tokens/utf8';
import { readVocabulary } from '../../../server/src/core/tokens/vocabulary';

// Counts alone would not show a wrong border, as hardly any token reaches over one. The patterns are tiktoken's, with what
// JavaScript takes otherwise written out: white space, and the long s among the contractions.
const white = String.raw`\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const contraction = "'(?:[sSſtTmMdD]|[lL][lL]|[vV][eE]|[rR][eE])";
const o200k = [
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?:${contraction})?`,
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?:${contraction})?`,
  String.raw`\p{N}{1,3}`,
  String.raw` ?[^${white}\p{L}\p{N}]+[\r\n/]*`,
  String.raw`[${white}]*[\r\n]+`,
  `[${white}]+(?![^${white}])`,
  `[${white}]+`,
].join('|');
const cl100k = [
  contraction,
  String.raw`[^\r\n\p{L}\p{N}]?\p{L}+`,
  String.raw`\p{N}{1,3}`,
  String.raw` ?[^${white}\p{L}\p{N}]+[\r\n]*`,
  `[${white}]+$`,
  String.raw`[${white}]*[\r\n]`,
  `[${white}]+(?![^${white}])`,
  `[${white}]`,
].join('|');

const bit = fc.constantFrom(
  ...[
    ...'aBſKßǅŉʰ日ก0½Ⅷ²\u0301\u0e31\u200d"!/_\'<😀𝐀𐐨𝟘\ud800\udc00\0',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '\u0085',
    '\u00a0',
    '\u3000',
    '\ufeff',
  ],
  ...["'s", "'T", "'ſ", "'Ll", "'vE", "'re", "'rx", '12345', '//', 'the', 'ABC'],
);
const text = fc.array(bit, { maxLength: 12 }).map((bits) => bits.join(''));

const write = createUtf8Writer();

function pieces(source: string, pieceEnd: PieceEnd): string[] {
  const { bytes, length } = write(source);
  const found: string[] = [];
  for (let at = 0; at < length; ) {
    const end = pieceEnd(bytes, at, length);
    assert(end > at && end <= length);
    found.push(Buffer.from(bytes.subarray(at, end)).toString());
    at = end;
  }
  return found;
}

for (const [name, pattern, split] of [
  ['o200k_base', o200k, splitO200k],
  ['cl100k_base', cl100k, splitCl100k],
] as const) {
  test(`${name}: pieces end where the pattern ends them`, async () => {
    const pieceEnd = split(readVocabulary(await vocabulary('cl100k_base')).classes);
    fc.assert(
      fc.property(text, (source) => {
        assert.deepEqual(pieces(source, pieceEnd), Buffer.from(source).toString().match(new RegExp(pattern, 'gu')) ?? []);
      }),
      { numRuns: 20_000 },
    );
  });
}
