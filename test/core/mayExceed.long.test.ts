import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkStream } from '../../server/src/core/check/streamCheck';
import { ByteRow } from '../../server/src/core/rows/byteRow';
import { shapeById } from '../../server/src/core/shapes/index';
import { targetById } from '../../server/src/core/targets/index';
import { countExample } from '../../server/src/core/tokens/countExample';
import { mayExceed as rowMayExceed } from '../../server/src/core/tokens/mayExceed';
import { counterOf } from './tokens/counters';

const target = targetById('openai');
const chat = shapeById('chat');
assert(target && chat);
const settings = { target, severities: {}, assumeShape: chat, onRuleError: (rule: string) => assert.fail(rule) };

/** Whether a line may exceed the limit, which its bytes must tell as its text does. */
function mayExceed(text: string, limit: number): boolean {
  const may = rowMayExceed({ text }, limit);
  assert.equal(rowMayExceed(new ByteRow(new TextEncoder().encode(text), '\n'), limit), may, text);
  return may;
}

const model = { id: 'gpt-4.1-2025-04-14', encoding: 'o200k_base' } as const;
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '日本語', 'ééé', '\u{1f600}'));
const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'tool'), content: text, name: fc.constantFrom('a', 'b') });
const tool = fc.record({
  type: fc.constant('function'),
  function: fc.record({
    name: fc.constantFrom('a', 'look_up'),
    parameters: fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.record({ type: fc.constant('string') }), { maxKeys: 3 }),
    }),
  }),
});

test('no line has more tokens than it is said it may have', async () => {
  const counter = await counterOf('o200k_base');
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), fc.array(tool, { maxLength: 3 }), (messages, tools) => {
      const line = JSON.stringify({ messages, ...(tools.length > 0 && { tools }) });
      const { total } = countExample(JSON.parse(line), counter, model);
      assert(mayExceed(line, total - 1), `${total} tokens in ${line}`);
    }),
    { numRuns: 200 },
  );
});

const words = fc.oneof(text, fc.constantFrom('"image"', '{"type":"image_url"}', 'image', '\\"image/png', 'data:image/png;base64,'));
const url = fc.constantFrom('https://zoo.example/a.png', 'data:image/png;base64,iVBORw0KGgo=', 'gs://zoo/a.png');
const source = fc.constantFrom({ bytes: 'iVBORw0KGgo=' }, { s3Location: { uri: 's3://zoo/a.png' } });
const content = (...parts: object[]) => ({ messages: [{ role: 'user', content: parts }] });
const contents = (...parts: object[]) => ({ contents: [{ role: 'user', parts }] });
const withImage = fc.oneof(
  fc.tuple(words, url).map(([text, url]) => content({ type: 'text', text }, { type: 'image_url', image_url: { url } })),
  fc.tuple(words, url).map(([value, url]) => content({ type: 'text', value }, { type: 'image_url', value: url })),
  fc.tuple(words, url).map(([text, fileUri]) => contents({ text }, { fileData: { mimeType: 'image/png', fileUri } })),
  words.map((text) => contents({ text }, { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } })),
  fc
    .tuple(words, source)
    .map(([text, source]) => ({ schemaVersion: 'bedrock-conversation-2024', ...content({ text }, { image: { format: 'png', source } }) })),
);
const asIs = (line: string) => line;
const withSlashesEscaped = (line: string) => line.replaceAll('/', '\\/');

test('nor has a line with images, which cost more than their text does', async () => {
  const counter = await counterOf('o200k_base');
  fc.assert(
    fc.property(withImage, fc.constantFrom(asIs, withSlashesEscaped), (value, spelled) => {
      const line = spelled(JSON.stringify(value));
      const { total } = countExample(JSON.parse(line), counter, { id: 'gpt-4o-mini', encoding: 'o200k_base' });
      assert(total > 2833, line);
      assert(mayExceed(line, total - 1), `${total} tokens in ${line}`);
    }),
    { numRuns: 400 },
  );
});

/** Of each line whether a check of them as a stream knows it to hold nothing but texts. */
async function knownToHoldTexts(lines: readonly string[]): Promise<readonly boolean[]> {
  async function* rows(): AsyncGenerator<ByteRow> {
    for (const line of lines) yield new ByteRow(new TextEncoder().encode(line), '\n');
  }
  const told: boolean[] = [];
  await checkStream(rows(), settings, { excerptOf: () => '', tokensOf: (_row, { holdsTexts }) => void told.push(holdsTexts) });
  return told;
}

test('a line with images is not taken for one that holds nothing but texts, in which none are looked for', async () => {
  const plain = JSON.stringify({ messages: ['user', 'assistant'].map((role) => ({ role, content: 'An image_url.' })) });
  assert.deepEqual(await knownToHoldTexts([plain, plain]), [true, true]);
  await fc.assert(
    fc.asyncProperty(fc.array(withImage, { minLength: 1 }), async (values) => {
      const lines = values.flatMap((value) => [plain, JSON.stringify(value)]);
      assert.deepEqual(
        await knownToHoldTexts(lines),
        lines.map((line) => line === plain),
      );
    }),
    { numRuns: 200 },
  );
});

test('short lines are passed over, and those with images never', () => {
  assert.equal(mayExceed('{"messages":[]}', 100), false);
  assert.equal(mayExceed(JSON.stringify('ä'.repeat(49)), 100), false);
  assert.equal(mayExceed(JSON.stringify('ä'.repeat(50)), 100), true);
  assert.equal(mayExceed('{"image_url":""}', 100), true);
  assert.equal(mayExceed('{"mimeType":"image\\/png"}', 100), true);
});

test('the word in a text is no image', () => {
  for (const content of ['image of a zoo', 'an "image"', '{"type":"image_url"}', 'src="data:image/png;base64,"', '\\"image"']) {
    const line = JSON.stringify({ messages: [{ role: 'user', content }] });
    assert.equal(mayExceed(line, 200), false, line);
  }
});
