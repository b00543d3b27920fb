import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convertLine } from '../../../../server/src/core/convert/between/convertLine';
import { shapeById } from '../../../../server/src/core/shapes/index';
import { isRefused } from '../../../../server/src/core/shapes/write/written';

function converted(line: string, from: string, to: string): { readonly line: string; readonly losses: readonly string[] } {
  const target = shapeById(to);
  assert.ok(target);
  const result = convertLine(line, shapeById(from), target);
  assert.ok(!isRefused(result), isRefused(result) ? result.refused : '');
  return { line: result.lines.join('\n'), losses: result.losses };
}

const long = '12345678901234567890';
const rounded = 'long numbers rounded';
const respelt = 'numbers spelt in another way (1.50 as 1.5)';

function called(given: string, result: string): string {
  const calls = [{ id: 'c1', type: 'function', function: { name: 'f', arguments: given } }];
  return JSON.stringify({
    messages: [
      { role: 'user', content: 'q' },
      { role: 'assistant', tool_calls: calls },
      { role: 'tool', tool_call_id: 'c1', content: result },
      { role: 'assistant', content: 'ok' },
    ],
  });
}

test('arguments that are text in both structures keep the spelling of their numbers', () => {
  const { line, losses } = converted(called(`{"id": ${long}, "p": 1.50}`, 'done'), 'chat', 'sharegpt');
  const [, call] = JSON.parse(line).conversations;
  assert.equal(call.value, `{"name":"f","arguments":{"id":${long},"p":1.50}}`);
  assert.deepEqual(losses, []);
});

test('numbers that are rounded or spelt in another way are told, wherever they stand', () => {
  for (const to of ['gemini', 'bedrock-converse']) {
    assert.deepEqual(converted(called(`{"id": ${long}}`, 'done'), 'chat', to).losses, [rounded], to);
    assert.deepEqual(converted(called('{"p": 1.50}', 'done'), 'chat', to).losses, [respelt], to);
  }
  assert.deepEqual(converted(called('{}', `{"n": ${long}, "p": 1.50}`), 'chat', 'gemini').losses, [rounded, respelt]);
  const answered = (given: string, result: string): string =>
    `{"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":${given}}}]},` +
    `{"role":"user","parts":[{"functionResponse":{"name":"f","response":${result}}}]},{"role":"model","parts":[{"text":"ok"}]}]}`;
  for (const to of ['chat', 'sharegpt']) {
    assert.deepEqual(converted(answered(`{"n":${long}}`, '{}'), 'gemini', to).losses, [rounded], to);
    assert.deepEqual(converted(answered('{}', `{"n":${long}}`), 'gemini', to).losses, [rounded], to);
    assert.deepEqual(converted(answered('{}', '{"n":1.50}'), 'gemini', to).losses, [respelt], to);
    assert.deepEqual(converted(answered('{"n":1.5}', '{"n":[1e+21,-2]}'), 'gemini', to).losses, [], to);
  }
});

test('numbers that stay, or go with what held them, are no loss', () => {
  const said = (extra: string): string =>
    `{"messages":[{"role":"user","content":"1.50 or ${long}?"},{"role":"assistant","content":"1.50"}]${extra}}`;
  assert.deepEqual(converted(said(''), 'chat', 'gemini').losses, []);
  assert.deepEqual(converted(said(',"score":2.50'), 'chat', 'gemini').losses, ['`score` dropped']);
});

test('results without ids stand in the order of the calls that their names say', () => {
  const contents = [
    { role: 'user', parts: [{ text: 'q' }] },
    { role: 'model', parts: ['price', 'stock'].map((name) => ({ functionCall: { name, args: {} } })) },
    { role: 'user', parts: ['stock', 'price'].map((name) => ({ functionResponse: { name, response: { result: `${name} it is` } } })) },
    { role: 'model', parts: [{ text: 'ok' }] },
  ];
  const { line } = converted(JSON.stringify({ contents }), 'gemini', 'sharegpt');
  assert.equal(JSON.parse(line).conversations[2].value, 'price it is\nstock it is');
});

test('a task is compared with all that the assistant says at the end, and what stands before it is told', () => {
  const task = (...behind: readonly object[]) => {
    const messages = [{ role: 'user', content: 'q' }, ...behind];
    const { line, losses } = converted(JSON.stringify({ messages }), 'chat', 'reinforcement');
    return [JSON.parse(line).reference_answer, losses];
  };
  const says = (content: string, more: object = {}) => ({ role: 'assistant', content, ...more });
  const calls = { tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }] };
  const result = { role: 'tool', tool_call_id: 'c1', content: 'r' };
  assert.deepEqual(task(says('whole')), ['whole', []]);
  assert.deepEqual(task(says('first half'), says('second half', { reasoning_content: 'hm' })), [
    'first half\n\nsecond half',
    ['consecutive messages of one role joined', 'reasoning dropped'],
  ]);
  const dropped = 'tool calls behind the last question dropped';
  const between = 'what is said between the last question and the answer dropped';
  assert.deepEqual(task({ role: 'assistant', ...calls }, result, says('ok')), ['ok', [dropped]]);
  assert.deepEqual(task(says('Let me see.', calls), result, says('ok')), ['ok', [dropped, between]]);
  assert.deepEqual(task(says('ok', calls)), ['ok', [dropped]]);
  assert.deepEqual(task(says('ok', { weight: 0 })), ['ok', ['`weight` dropped']]);
});
