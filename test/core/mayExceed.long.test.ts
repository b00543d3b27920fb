import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { countExample } from '../../server/src/core/tokens/countExample';
import { mayExceed } from '../../server/src/core/tokens/mayExceed';
import { counterOf } from './tokens/counters';

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

test('short lines are passed over, and those with images never', () => {
  assert.equal(mayExceed('{"messages":[]}', 100), false);
  assert.equal(mayExceed(JSON.stringify('ä'.repeat(49)), 100), false);
  assert.equal(mayExceed(JSON.stringify('ä'.repeat(50)), 100), true);
  assert.equal(mayExceed('{"image_url":""}', 100), true);
});
