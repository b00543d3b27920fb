import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function saidOf(url: unknown, target = 'openai'): string[] {
  const image = { type: 'image_url', image_url: typeof url === 'string' ? { url } : url };
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: [image] },
      { role: 'assistant', content: 'A cat.' },
    ],
  });
  return checkText(line, target)
    .findings()
    .filter(({ finding }) => finding.rule.startsWith('image-'))
    .map(({ finding }) => finding.rule);
}

test('what a trainer can read stays quiet', () => {
  assert.deepEqual(saidOf('https://example.com/a.png?size=1'), []);
  assert.deepEqual(saidOf('http://example.com/picture'), []);
  assert.deepEqual(saidOf(`data:image/png;base64,${png}`), []);
  assert.deepEqual(saidOf(`DATA:image/PNG;charset=x;Base64,${png}`), []);
  assert.deepEqual(saidOf(`data:image/png;base64,${png.slice(0, 40)}\n${png.slice(40)}`), []);
});

test('what a trainer cannot read is found', () => {
  for (const url of [
    '',
    'cat.png',
    '/tmp/cat.png',
    'file:///cat.png',
    'gs://bucket/cat.png',
    'https://',
    'data:',
    'data:image/png;base64,',
  ])
    assert.deepEqual(saidOf(url), ['image-url'], url);
  assert.deepEqual(saidOf('data:image/png;base64,iVBO"Rw0K'), ['image-url']);
  assert.deepEqual(saidOf('data:image/png;base64,iVBORw0KG'), ['image-url']);
  assert.deepEqual(saidOf(png.repeat(3)), ['image-url']);
});

test('a shorthand with a broken URL has both faults', () => {
  assert.deepEqual(saidOf(['x']), []);
  const line =
    '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":"cat.png"}]},{"role":"assistant","content":"A cat."}]}';
  const rules = checkText(line)
    .findings()
    .filter(({ finding }) => finding.rule === 'image-url');
  assert.equal(rules.length, 2);
});

test('the first bytes tell an image’s type', () => {
  assert.deepEqual(saidOf(`data:image/webp;base64,${png}`), ['image-format']);
  assert.deepEqual(saidOf('data:image/webp;base64,UklGRiIAAABXRUJQVlA4'), []);
  assert.deepEqual(saidOf('data:image/gif;base64,R0lGODlhAQABAAAA'), ['image-format']);
  assert.deepEqual(saidOf('data:image/png;base64,R0lGODlhAQABAAAA'), ['image-format']);
  assert.deepEqual(saidOf('https://example.com/a.svg#x'), ['image-format']);
  assert.deepEqual(saidOf('https://example.com/v1.0'), []);
});

test('an image may have ten megabytes', () => {
  const ofBytes = (count: number) => `data:image/png;base64,iVBORw0KGgo${'A'.repeat((count / 3) * 4 - 11)}`;
  assert.deepEqual(saidOf(ofBytes(9 * 1024 * 1024)), []);
  assert.deepEqual(saidOf(ofBytes(12 * 1024 * 1024)), ['image-limit']);
});
