import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { vocabulary } from '../../../scripts/vocabularies.mjs';
import { createCounter } from '../../../server/src/core/tokens/counter';
import type { VocabularyName } from '../../../server/src/core/tokens/encodings';
import { counterOf, tiktokenOf, tiktokenTokens } from './counters';

const nasty: readonly string[] = [
  '',
  ' ',
  '  ',
  '\n',
  ' \n',
  'a\n  ',
  'a  \n\n  b',
  'a \t\r\n\r\n \t',
  'end of text \u00a0\u2003',
  '\ufeff{"a": 1}',
  'next\u0085line\u0085\u0085 b',
  '\u2028\u2029\u3000x',
  "I'm you're he'll they'VE I'D it'ſ 'S'T don't'll 're",
  "'ſ'ſa 'K's",
  'HTMLElement aHTMLElement ǅungla ŉ',
  '日本語ABC日本ABCabc',
  'ABC日本ABC\u0301abc',
  '\u0301ABC \u0301\u0301 !\u0301a \u0301\n',
  'e\u0301\u0302A\u0303',
  '1234567 ١٢٣٤ Ⅷ½ 1a2',
  '!!!\n\n///\n//a',
  'a//b https://example.com/a/b?c=d\r\n/',
  '<|endoftext|><|im_start|>user<|im_end|><|start|>',
  '\ud800',
  'a\udc00b\ud800\ud800\udc00',
  '😀👍🏽👩‍👩‍👧‍👦🇩🇪',
  'ในประเทศไทย ภาษาไทย',
  'नमस्ते दुनिया',
  '\u{10ffff}\u{e0001}\ufffd\uffff',
  '\0\x01\x7f\x80\x9f',
  '```js\n\tconst a = `b$c`;\r\n```\n',
  'a'.repeat(63),
  'a'.repeat(64),
  'a'.repeat(65),
  `${' '.repeat(127)}x`,
  '\n'.repeat(200),
  '='.repeat(300),
];

// Bits of text on whose borders the split patterns and the merges can go wrong.
const bits = [
  ...nasty,
  ...'aAzZ09\'"!/_-.,:;<|>{}[]()#\r\n\t é ſ K ß ǅ 日 ก あ Ж д ا ה ½ ² Ⅷ \u0301 \u200d \u200b \u00ad 😀',
  ' the',
  'ing',
  'tion',
  '    ',
  'ABC',
  "'s",
  "'LL",
  ' {"',
  '":',
  '\\n',
  '\\u00e9',
  '🏽',
];
const mixed = fc.array(fc.constantFrom(...bits), { maxLength: 24 }).map((parts) => parts.join(''));
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 24 }).map((codes) => String.fromCharCode(...codes));
const codePoints = fc.string({ unit: 'binary', maxLength: 40 });
const graphemes = fc.string({ unit: 'grapheme', maxLength: 60 });
const words = fc
  .array(fc.string({ unit: fc.constantFrom(...'etaoinshrdlucETAO'), minLength: 1, maxLength: 9 }), { maxLength: 16 })
  .map((parts) => parts.join(' '));
const anyText = fc.oneof(mixed, units, codePoints, graphemes, words, fc.json());

const runsEach = 25_000;

for (const name of ['o200k_base', 'cl100k_base'] as const) {
  test(`${name}: nasty texts count as tiktoken counts them`, async () => {
    const { count } = await counterOf(name);
    const expected = tiktokenOf(name);
    for (const text of nasty) assert.equal(count(text), expected(text), JSON.stringify(text));
  });

  test(`${name}: ${runsEach} generated texts count as tiktoken counts them`, async () => {
    const { count } = await counterOf(name);
    const expected = tiktokenOf(name);
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(count(text), expected(text));
      }),
      { numRuns: runsEach },
    );
  });

  test(`${name}: tokens of nasty and of generated texts are tiktoken's, and stand where tiktoken's bytes say`, async () => {
    const { tokenize } = await counterOf(name);
    for (const text of nasty) assert.deepEqual(tokenize(text), tiktokenTokens(name, text), JSON.stringify(text));
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(tokenize(text), tiktokenTokens(name, text));
      }),
      { numRuns: 5_000 },
    );
  });

  test(`${name}: every assigned code point, between letters, after a blank and twice, counts as in tiktoken`, async () => {
    const { count } = await counterOf(name);
    const expected = tiktokenOf(name);
    const wrong: string[] = [];
    for (let code = 0; code < 0xe0200; code += 16) {
      if (code === 0x33480) code = 0xe0000;
      const text = Array.from({ length: 16 }, (_, i) => String.fromCodePoint(code + i)).map((c) => `a${c}B ${c}${c}\n`);
      if (count(text.join('')) !== expected(text.join(''))) wrong.push(code.toString(16));
    }
    assert.deepEqual(wrong, []);
  });

  test(`${name}: more different pieces than the cache holds count as in tiktoken`, async () => {
    const { count } = await counterOf(name);
    const expected = tiktokenOf(name);
    const texts = Array.from({ length: 12 }, (_, part) => noise(60_000, part + 1));
    const counts = texts.map(expected);
    for (const _ of ['unknown', 'seen before']) assert.deepEqual(texts.map(count), counts);
  });
}

// Merges that look at every pair again take ten seconds and more for each of the long ones.
test('unbroken runs count as in tiktoken, and long ones do not hang', { timeout: 60_000 }, async () => {
  const { count, tokenize } = await counterOf('o200k_base');
  const expected = tiktokenOf('o200k_base');
  const runs: readonly ((length: number) => string)[] = [
    (length) => 'a'.repeat(length),
    (length) => ' '.repeat(length),
    (length) => '\n'.repeat(length),
    (length) => pick('的一是不了人我在有他这为之大来以个中上们', length),
    (length) => pick('กขคงจฉชซญดตถทธนบปผพภมยรลวสหอ', length),
    (length) => pick('😀😁😂🤣😃😄😅👍🎉', length),
    (length) => pick('abcdefghijklmnopqrstuvwxyz', length),
    (length) => '-'.repeat(length),
  ];
  for (const run of runs) {
    for (const length of [33, 400, 2000]) {
      assert.equal(count(run(length)), expected(run(length)), run(20));
      assert.deepEqual(tokenize(run(length)), tiktokenTokens('o200k_base', run(length)), run(20));
    }
    assert(count(run(100_000)) > 0);
  }
});

test('a file that is no vocabulary is refused', async () => {
  const file = await vocabulary('cl100k_base');
  const build =
    (bytes: Uint8Array, name: VocabularyName = 'cl100k_base') =>
    () =>
      createCounter(name, bytes);
  assert.throws(build(new Uint8Array(0)), /no vocabulary file/);
  assert.throws(build(file.subarray(0, 1000)), /no vocabulary file/);
  assert.throws(build(file.subarray(0, file.length - 1)), /no vocabulary file/);
  assert.throws(build(new TextEncoder().encode('<!doctype html>'.repeat(1000))), /vocabulary/);
});

function pick(alphabet: string, length: number): string {
  const letters = [...alphabet];
  return Array.from({ length }, (_, i) => letters[(Math.imul(i + 1, 0x9e3779b1) >>> 16) % letters.length]).join('');
}

// Base64 as images have it, the same for the same seed.
function noise(length: number, seed: number): string {
  let state = seed;
  const bytes = Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 16;
  });
  return Buffer.from(bytes).toString('base64');
}
