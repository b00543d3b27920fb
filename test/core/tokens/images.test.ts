import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dataUrlSize } from '../../../server/src/core/tokens/imageSize';
import { type ImageRule, imageRuleOf, imageTokens, usualImageRule } from '../../../server/src/core/tokens/images';

function tokens(model: string, width: number, height: number, detail?: string): number {
  return imageTokens(imageRuleOf(model) ?? usualImageRule, { width, height }, detail);
}

test('tiles', () => {
  assert.equal(tokens('gpt-4o-2024-08-06', 1024, 1024), 765);
  assert.equal(tokens('gpt-4.1-2025-04-14', 2048, 4096, 'high'), 1105);
  assert.equal(tokens('gpt-4o', 128, 64), 255);
  assert.equal(tokens('gpt-4o-mini-2024-07-18', 128, 64), 8500);
  assert.equal(tokens('gpt-4o', 4096, 4096, 'low'), 85);
  assert.equal(tokens('gpt-4o-mini', 4096, 4096, 'low'), 2833);
  assert.equal(tokens('ft:gpt-4o-2024-08-06:org::x', 512, 512, 'auto'), 255);
});

test('patches', () => {
  const plain: ImageRule = { by: 'patches', factor: 1 };
  assert.equal(imageTokens(plain, { width: 1024, height: 1024 }, 'high'), 1024);
  assert.equal(imageTokens(plain, { width: 1800, height: 2400 }, 'high'), 1452);
  assert.equal(tokens('gpt-4.1-mini-2025-04-14', 1800, 2400), 2352);
  assert.equal(tokens('gpt-4.1-mini', 32, 32), 2);
  // 1,024 patches times 1.62, 2.46 and 1.72.
  for (const [model, count] of [
    ['gpt-4.1-mini', 1659],
    ['gpt-4.1-nano-2025-04-14', 2519],
    ['o4-mini-2025-04-16', 1761],
    ['gpt-5-mini', 1659],
    ['gpt-5-nano', 2519],
  ] as const) {
    assert.equal(tokens(model, 1024, 1024), count, model);
  }
});

test('an image of unknown size counts at low detail', () => {
  assert.equal(imageTokens(usualImageRule, undefined, 'high'), 85);
  assert.equal(imageTokens({ by: 'patches', factor: 1 }, undefined, undefined), 256);
});

test('models without a documented rule have none', () => {
  assert.equal(imageRuleOf('gpt-3.5-turbo'), undefined);
  assert.equal(imageRuleOf('pixtral-12b'), undefined);
});

test('no size gives more tokens than the largest image may have', () => {
  const side = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      // The longest side is 2048 and the shortest 768: at most four tiles by two.
      const tiles = (imageTokens(usualImageRule, { width, height }, 'high') - 85) / 170;
      assert(Number.isInteger(tiles) && tiles >= 1 && tiles <= 8, `${tiles} tiles`);
      const patches = imageTokens({ by: 'patches', factor: 1 }, { width, height }, 'high');
      assert(patches >= 1 && patches <= 1536, `${patches} patches`);
    }),
  );
});

function png(width: number, height: number): number[] {
  return [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, ...big(width, 4), ...big(height, 4), 8, 2];
}

function jpeg(width: number, height: number, before: readonly number[]): number[] {
  return [0xff, 0xd8, ...before, 0xff, 0xff, 0xc2, 0, 17, 8, ...big(height, 2), ...big(width, 2), 3];
}

function webp(kind: string, rest: readonly number[]): number[] {
  return [...Buffer.from('RIFF'), 0, 0, 0, 0, ...Buffer.from(`WEBP${kind}`), 0, 0, 0, 0, ...rest];
}

function big(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >>> (8 * (count - 1 - i))) & 255);
}

function little(value: number, count: number): number[] {
  return big(value, count).reverse();
}

function urlOf(bytes: readonly number[], type = 'image/png'): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

test('sizes are read from the headers of PNG, JPEG and WEBP', () => {
  const size = { width: 1000, height: 700 };
  const comment = [0xff, 0xfe, 0x12, 0x36, ...new Array<number>(0x1234).fill(7)];
  assert.deepEqual(dataUrlSize(urlOf(png(1000, 700))), size);
  assert.deepEqual(dataUrlSize(urlOf(jpeg(1000, 700, [0xff, 0xe0, 0, 4, 1, 2]), 'image/jpeg')), size);
  assert.deepEqual(dataUrlSize(urlOf(jpeg(1000, 700, comment), 'image/jpeg')), size);
  assert.deepEqual(dataUrlSize(urlOf(webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...little(1000, 2), ...little(700, 2)]))), size);
  assert.deepEqual(dataUrlSize(urlOf(webp('VP8L', [0x2f, ...little(999 | (699 << 14), 4)]))), size);
  assert.deepEqual(dataUrlSize(urlOf(webp('VP8X', [0, 0, 0, 0, ...little(999, 3), ...little(699, 3)]))), size);
});

test('what holds no size gives none', () => {
  for (const url of [
    'https://example.com/a.png',
    'data:image/png;base64,',
    'data:image/png,plain',
    'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    '',
  ]) {
    assert.equal(dataUrlSize(url), undefined, url);
  }
  assert.equal(dataUrlSize(urlOf(png(0, 700))), undefined);
  assert.equal(dataUrlSize(urlOf(png(1000, 700).slice(0, 20))), undefined);
  assert.equal(dataUrlSize(urlOf(jpeg(1000, 700, []).slice(0, 8))), undefined);
  assert.equal(dataUrlSize(urlOf([0xff, 0xd8, 0xff, 0xda, 0, 2])), undefined);
});

test('broken headers never hang or throw', () => {
  const start = fc.constantFrom<readonly number[]>([0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe0, 0, 0], webp('VP8L', []), png(1, 1).slice(0, 16));
  fc.assert(
    fc.property(start, fc.array(fc.constantFrom(0xff, 0, 1, 0xc0, 0xe0, 2, 200)), (head, tail) => {
      const size = dataUrlSize(urlOf([...head, ...tail]));
      assert(size === undefined || (size.width > 0 && size.height > 0));
    }),
  );
});
