import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Engine, outputAt } from '../../../server/src/core/scan/engine';
import { isUtf8, textHash } from '../../../server/src/core/scan/textHash';

test('texts are hashed by XXH64', () => {
  const hash = (text: string): string => {
    const { low, high } = textHash(text);
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
  };
  // Of the reference implementation, https://github.com/Cyan4973/xxHash.
  assert.equal(hash(''), 'ef46db3751d8e999');
  assert.equal(hash('a'), 'd24ec4f1a98c6e5b');
  assert.equal(hash('abc'), '44bc2cf5ad770999');
  assert.equal(hash('Nobody inspects the spammish repetition'), 'fbcea83c8a378bf1');
});

test('a text of any length has its own hash', () => {
  const seen = new Set<number>();
  for (let length = 0; length <= 600; length++) seen.add(textHash('x'.repeat(length)).low);
  for (let at = 0; at < 600; at++) seen.add(textHash(`${'x'.repeat(at)}y${'x'.repeat(599 - at)}`).low);
  assert.equal(seen.size, 1201);
  const long = 'é'.repeat(2_000_000);
  assert.notDeepEqual(textHash(long), textHash(`${long}é`));
  assert.deepEqual(textHash(long), textHash('é'.repeat(2_000_000)));
});

test('a long text that is hashed in pieces has the hash that it has at once', () => {
  for (const unit of ['a', 'é', '图', '😀', 'a😀', 'ab图', '\ud83d']) {
    for (const length of [16_383, 16_384, 16_385, 40_000, 70_001]) {
      const text = `${unit.repeat(length)}!`;
      const engine = new Engine(3 * text.length);
      engine.hash(engine.write(text));
      assert.deepEqual(textHash(text), { low: engine.output[outputAt], high: engine.output[outputAt + 1] }, `${unit} ${length}`);
    }
  }
});

test('long bytes are UTF-8 wherever they are cut to be looked at', () => {
  for (const unit of ['é', '图', '😀']) {
    for (let before = 0; before < 4; before++) {
      const bytes = new TextEncoder().encode('a'.repeat(before) + unit.repeat(50_000));
      assert.equal(isUtf8(bytes), true);
      assert.equal(isUtf8(bytes.subarray(0, -1)), false);
      const damaged = bytes.slice();
      damaged[(1 << 16) - 1] = 0xff;
      assert.equal(isUtf8(damaged), false);
    }
  }
});

test('bytes are UTF-8 where a strict decoder takes them', () => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const isTaken = (bytes: Uint8Array): boolean => {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
  let wrong = 0;
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => [...new TextEncoder().encode(text)]),
    fc.constantFrom([0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xe0, 0xa0, 0x80], [0xed, 0x9f, 0xbf], [0xed, 0xa0, 0x80]),
    fc.constantFrom(
      [0xef, 0xbb, 0xbf],
      [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf0, 0x90, 0x80, 0x80],
      [0xf4, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80],
    ),
    fc.constantFrom([0xf5, 0x80, 0x80, 0x80], [0xff], [0x80], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98]),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const bytes = Uint8Array.from(pieces.flat());
      assert.equal(isUtf8(bytes), isTaken(bytes), [...bytes].join());
      if (!isTaken(bytes)) wrong += 1;
    }),
    { numRuns: 5000 },
  );
  assert(wrong > 500);
  for (let first = 0; first < 256; first++) {
    for (const second of [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]) {
      for (const rest of [[], [0x80], [0x80, 0x80]]) {
        const bytes = Uint8Array.from([first, second, ...rest]);
        assert.equal(isUtf8(bytes), isTaken(bytes), [...bytes].join());
      }
    }
  }
});
