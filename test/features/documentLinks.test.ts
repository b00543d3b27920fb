import assert from 'node:assert/strict';
import test from 'node:test';
import { atOnce } from '../../server/src/core/work';
import { documentLinks } from '../../server/src/features/documentLinks';
import { featureContext } from '../support/features';

const line = (url: string): string =>
  `{"messages":[{"role":"user","content":[{"type":"text","text":"see \\"url\\": \\"https://not.example/x.png\\""},{"type":"image_url","image_url":{"url":"${url}"}}]},{"role":"assistant","content":"A cat."}]}`;

test('images in the web are links to them, texts that tell of some are not', () => {
  const text = [line('https://example.com/a.png'), line('https:\\/\\/example.com\\/b.png')].join('\n');
  const links = atOnce(documentLinks(featureContext(text)));
  assert.deepEqual(
    links.map(({ target, range }) => [range.start.line, target]),
    [
      [0, 'https://example.com/a.png'],
      [1, 'https://example.com/b.png'],
    ],
  );
  const [first] = links;
  assert.equal(text.slice(first?.range.start.character, first?.range.end.character), 'https://example.com/a.png');
});

test('images in the line lead to the command of a client that has one', () => {
  const data = 'data:image/png;base64,iVBORw0KGgo=';
  assert.deepEqual(atOnce(documentLinks(featureContext(line(data)))), []);
  const [link] = atOnce(documentLinks(featureContext(line(data), { hasCommand: () => true })));
  const [command, place = ''] = link?.target?.split('?') ?? [];
  assert.equal(command, 'command:exemplar.openImage');
  assert.deepEqual(JSON.parse(decodeURIComponent(place)), [{ uri: 'file:///test.jsonl', range: link?.range }]);
});

test('an image of several megabytes is found', () => {
  const text = line(`data:image/png;base64,${'A'.repeat(6_000_000)}`);
  const [link] = atOnce(documentLinks(featureContext(text, { hasCommand: () => true })));
  assert.equal(link && link.range.end.character - link.range.start.character, 6_000_022);
});

test('packed lines have the same links, and those without one are not read back', () => {
  const urls = ['https://example.com/ü.png', 'data:image/png;base64,iVBORw0KGgo=', 'http://example.com/a.png', 'data:text/plain,a'];
  const plain = '{"messages":[{"role":"user","content":"Where is the image, at https://example.com?"}]}';
  const page = '{"messages":[{"role":"user","content":"hi"}],"source":{"url":"https://example.com/"}}';
  const text = [...urls.map(line), ...urls.map((url) => line(url).replaceAll('":', '" :\t ')), page, plain].join('\n');
  const linksOf = (isPacked: boolean) => {
    const context = featureContext(text, { hasCommand: () => true });
    if (isPacked) {
      atOnce(context.file.packTexts());
      Object.defineProperty(context.file.rows.at(-1), 'text', { get: () => assert.fail('read back') });
    }
    return atOnce(documentLinks(context));
  };
  assert.equal(linksOf(true).length, 4);
  assert.deepEqual(linksOf(true), linksOf(false));
});

test('other addresses are no images', () => {
  assert.deepEqual(atOnce(documentLinks(featureContext(line('http://example.com/a.png')))), []);
  assert.deepEqual(atOnce(documentLinks(featureContext(line('file:///etc/passwd'), { hasCommand: () => true }))), []);
});
