import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { startConversion } from '../../../../server/src/core/convert/between/conversion';
import { convertValue } from '../../../../server/src/core/convert/between/convertLine';
import { reportTexts } from '../../../../server/src/core/convert/between/reportText';
import { parseLine } from '../../../../server/src/core/json/parse';
import { splitRows } from '../../../../server/src/core/rows/row';
import { shapeById, shapes } from '../../../../server/src/core/shapes/index';
import { isRefused } from '../../../../server/src/core/shapes/write/written';
import { faultyLines } from './arbitraries';

test('any line, faulty or not, becomes lines that fit the schema, or is refused with a reason', () => {
  fc.assert(
    fc.property(faultyLines, (value) => {
      for (const from of shapes) {
        for (const to of shapes) {
          const written = convertValue(value, from, to);
          if (isRefused(written)) {
            assert.match(written.refused, /\w/);
            continue;
          }
          for (const each of written.values) {
            const line = parseLine(JSON.stringify(each));
            assert.ok(line.ok);
            const fits = to.validate?.(line.value) ?? true;
            assert.ok(fits, `${from.id} → ${to.id}: ${JSON.stringify(each)} ${JSON.stringify(to.validate?.errors)}`);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

function converted(text: string, from: string, to: string): { readonly lines: readonly string[]; readonly said: readonly string[] } {
  const rows = splitRows(text);
  const [source, target] = [shapeById(from), shapeById(to)];
  assert.ok(source && target);
  const conversion = startConversion(source, target, rows);
  const lines = rows.flatMap((row) => conversion.convert(row.text));
  return { lines, said: reportTexts(conversion.report(), target.name) };
}

test('the report counts each loss, with its first line, and the lines that were left out', () => {
  const answer = '{"role":"assistant","content":"yes","weight":0}';
  const weighted = `{"messages":[{"role":"user","content":"hi"},${answer},{"role":"user","content":"sure?"},{"role":"assistant","content":"no"}]}`;
  const image = '{"type":"image_url","image_url":{"url":"https://a.b/c.png"}}';
  const seen = `{"messages":[{"role":"user","content":[${image},{"type":"text","text":"hi"}]},{"role":"assistant","content":"yes"}],"id":1}`;
  const { said } = converted([seen, weighted, weighted, '{"messages":[{"role":"user","content":"hi"}]}', '{'].join('\n'), 'chat', 'alpaca');
  assert.deepEqual(said, [
    '5 lines read, 3 written as instructions and answers (Alpaca).',
    '`weight` dropped on 2 lines (first: line 2).',
    '`id` dropped on line 1.',
    'Images dropped on line 1.',
    'Left out line 4: it has no answer.',
    'Left out line 5: it is no JSON.',
  ]);
});

test('a system prompt has no place of its own in a prompt, and turns get labels', () => {
  const chat =
    '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"bye"},{"role":"assistant","content":"so long"}]}';
  const { lines, said } = converted(chat, 'chat', 'completion');
  assert.deepEqual(lines, [
    JSON.stringify({ prompt: 'System: Be kind.\n\nUser: hi\n\nAssistant: hello\n\nUser: bye\n\nAssistant:', completion: ' so long' }),
  ]);
  assert.deepEqual(said.slice(1), [
    'System prompt merged into the prompt on line 1.',
    'Earlier turns written into the prompt with labels on line 1.',
    'Earlier answers are given, no longer learnt on line 1.',
  ]);
});

test('results are told apart by the order of their calls where there are no ids', () => {
  const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });
  const chat = {
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool_calls: [call('a', 'sky'), call('b', 'sea')] },
      { role: 'tool', tool_call_id: 'b', content: 'calm' },
      { role: 'tool', tool_call_id: 'a', content: 'blue' },
      { role: 'assistant', content: 'Fine.' },
    ],
  };
  const [line = ''] = converted(JSON.stringify(chat), 'chat', 'gemini').lines;
  const { contents } = JSON.parse(line) as { contents: { parts: object[] }[] };
  assert.deepEqual(contents[2]?.parts, [
    { functionResponse: { name: 'sky', response: { result: 'blue' } } },
    { functionResponse: { name: 'sea', response: { result: 'calm' } } },
  ]);
});

test('what many lines lose each in its own way is told as one', () => {
  const lines = Array.from(
    { length: 300 },
    (_, index) => `{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}],"k${index}":1}`,
  );
  const { said } = converted(lines.join('\n'), 'sharegpt', 'chat');
  assert.equal(said[1], 'Other members dropped on 200 lines (first: line 101).');
  assert.equal(said.length, 102);
});
