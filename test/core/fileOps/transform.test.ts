import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Operation } from '../../../server/src/core/fileOps/operation';
import { transformRows } from '../../../server/src/core/fileOps/transformRows';
import { splitRows } from '../../../server/src/core/rows/row';
import { shapeById } from '../../../server/src/core/shapes/index';
import { atOnce } from '../../../server/src/core/work';
import { changesEdits } from '../../../server/src/features/codeActions';
import { applyEdits } from '../../support/marked';

const line = (question: string, answer = 'Yes.'): string =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"${answer}"}]}`;

interface Done {
  readonly text: string;
  readonly summary: string;
}

/** The text after an operation, by the edits that an editor would be given. */
function done(text: string, operation: Operation, shapeId = 'chat'): Done {
  const shape = shapeById(shapeId);
  assert(shape);
  const rows = splitRows(text);
  const result = atOnce(transformRows(rows, shape, operation, (row) => row.text.length));
  assert(!('refused' in result), 'refused' in result ? result.refused : '');
  return { text: applyEdits(text, atOnce(changesEdits(rows, result.changes))), summary: result.summary };
}

test('repeated examples are removed, whatever their spelling, and the first stays', () => {
  const other = '{"messages": [{"content": "a", "role": "user"}, {"role": "assistant", "content": "Yes."}]}';
  assert.deepEqual(done([line('a'), 'junk', line('b'), 'junk', other, line('b')].join('\n'), { kind: 'dedupe' }), {
    text: [line('a'), 'junk', line('b'), 'junk'].join('\n'),
    summary: '2 repeated examples removed, 2 examples kept',
  });
  assert.equal(done(`${line('a')}\n${line('a')}\n`, { kind: 'dedupe' }).text, `${line('a')}\n`);
  assert.equal(done(`${line('a')}\n`, { kind: 'dedupe' }).summary, 'no example is repeated among 1 example');
});

test('shuffling moves lines and nothing else, the same way for the same seed', () => {
  const lines = Array.from({ length: 50 }, (_, index) => line(`${index}`));
  const text = `${lines.slice(0, 25).join('\n')}\n\n${lines.slice(25).join('\n')}`;
  const { text: after, summary } = done(text, { kind: 'shuffle', seed: 4 });
  assert.notEqual(after, text);
  assert.deepEqual(after.split('\n').sort(), text.split('\n').sort());
  assert.equal(after.split('\n')[25], '');
  assert.equal(done(text, { kind: 'shuffle', seed: 4 }).text, after);
  assert.notEqual(done(text, { kind: 'shuffle', seed: 5 }).text, after);
  assert.equal(summary, '50 lines shuffled with seed 4');
});

test('sorting keeps equals in their order', () => {
  const text = [line('bb'), line('a'), line('cc'), line('dddd')].join('\n');
  assert.equal(
    done(text, { kind: 'sort', by: 'characters', longestFirst: false }).text,
    [line('a'), line('bb'), line('cc'), line('dddd')].join('\n'),
  );
  assert.equal(
    done(text, { kind: 'sort', by: 'tokens', longestFirst: true }).text,
    [line('dddd'), line('bb'), line('cc'), line('a')].join('\n'),
  );
});

test('lines of a record that is spread over lines are not moved', () => {
  const shape = shapeById('chat');
  assert(shape);
  const result = atOnce(transformRows(splitRows(`${line('a')}\n{\n}`), shape, { kind: 'shuffle', seed: 1 }, () => 0));
  assert('refused' in result && /Line 2 is no JSON.*fix the file first/.test(result.refused));
});

test('spacing is made even without touching values, spellings, escapes or the order of keys', () => {
  const odd = '{ "messages" :[ {"role":"user" ,"content":"a , b : c\\u00e9"}],"n": 1.50e+2 ,"b":-0,"a":[ ],"o":{ } }  ';
  assert.equal(
    done(odd, { kind: 'spacing', spacing: 'compact' }).text,
    '{"messages":[{"role":"user","content":"a , b : c\\u00e9"}],"n":1.50e+2,"b":-0,"a":[],"o":{}}',
  );
  assert.equal(
    done(odd, { kind: 'spacing', spacing: 'spaced' }).text,
    '{"messages": [{"role": "user", "content": "a , b : c\\u00e9"}], "n": 1.50e+2, "b": -0, "a": [], "o": {}}',
  );
  assert.equal(
    done(`{"a":1,}\n\n${line('x')}`, { kind: 'spacing', spacing: 'compact' }).summary,
    '0 lines respaced; 1 line is no JSON, and stays as it is',
  );
});

test('what is not space survives byte for byte', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('compact', 'spaced'), fc.constantFrom(' ', '\t', '   '), (json, spacing, indent) => {
      const pretty = JSON.stringify(JSON.parse(json), undefined, indent).replaceAll('\n', ' ');
      const text = done(pretty, { kind: 'spacing', spacing }, 'text').text;
      assert.deepEqual(JSON.parse(text), JSON.parse(json));
      if (spacing === 'compact') assert.equal(text, JSON.stringify(JSON.parse(json)));
      assert.equal(done(text, { kind: 'spacing', spacing }, 'text').text, text);
    }),
    { numRuns: 150 },
  );
});

test('a system prompt is set, kept or removed, and the rest of the line is spelt as it was', () => {
  const bare = '{"n":1.0,"messages":[{"role":"user","content":"\\u0061"},{"role":"assistant","content":"b"}]}';
  const had =
    '{"n":1.0,"messages":[{"role":"system","content":"Old."},{"role":"user","content":"\\u0061"},{"role":"assistant","content":"b"}]}';
  const has = had.replace('Old.', 'Say \\"x\\".');
  const set = (onlyMissing: boolean): Operation => ({ kind: 'system', text: 'Say "x".', onlyMissing });
  assert.deepEqual(done([bare, had, '[1]'].join('\n'), set(false)), {
    text: [has, has, '[1]'].join('\n'),
    summary: '2 lines given the system prompt; 1 line is no example, or has no place for one system prompt, and stays as it is',
  });
  assert.equal(done([bare, had].join('\n'), set(true)).text, [has, had].join('\n'));
  assert.equal(done([bare, had].join('\n'), { kind: 'no-system' }).text, [bare, bare].join('\n'));
  const spaced = '{"messages": [{"role": "user", "content": "a"}]}';
  assert.equal(
    done(spaced, set(false)).text,
    '{"messages": [{"role": "system", "content": "Say \\"x\\"."}, {"role": "user", "content": "a"}]}',
  );
});

test('shapes that keep the system prompt beside the conversation have it there', () => {
  for (const [shape, bare, has] of [
    ['alpaca', '{"instruction":"a","output":"b"}', '{"instruction":"a","output":"b","system":"S"}'],
    [
      'gemini',
      '{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}',
      '{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}],"systemInstruction":{"role":"system","parts":[{"text":"S"}]}}',
    ],
    [
      'bedrock-converse',
      '{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"a"}]}]}',
      '{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"a"}]}],"system":[{"text":"S"}]}',
    ],
    [
      'preference',
      '{"input":{"messages":[{"role":"user","content":"a"}]},"preferred_output":[{"role":"assistant","content":"b"}],"non_preferred_output":[{"role":"assistant","content":"c"}]}',
      '{"input":{"messages":[{"role":"system","content":"S"},{"role":"user","content":"a"}]},"preferred_output":[{"role":"assistant","content":"b"}],"non_preferred_output":[{"role":"assistant","content":"c"}]}',
    ],
  ] as const) {
    assert.equal(done(bare, { kind: 'system', text: 'S', onlyMissing: false }, shape).text, has, shape);
    assert.equal(done(has, { kind: 'system', text: 'S', onlyMissing: false }, shape).text, has, shape);
    assert.equal(done(has, { kind: 'no-system' }, shape).text, bare, shape);
  }
});

test('weights let the last answer be learnt, or all', () => {
  const answers = (...weights: readonly string[]): string =>
    `{"messages":[{"role":"user","content":"a"},${weights.map((weight, index) => `{"role":"assistant","content":"${index}"${weight}}`).join(',{"role":"user","content":"b"},')}]}`;
  const last = (line: string) => done(line, { kind: 'weights', learnt: 'last' }).text;
  assert.equal(last(answers('', '', '')), answers(',"weight":0', ',"weight":0', ''));
  assert.equal(last(answers(',"weight":1', ',"weight":0', ',"weight":0')), answers(',"weight":0', ',"weight":0', ',"weight":1'));
  assert.equal(last(answers('')), answers(''));
  const all = done([answers(',"weight":0', ''), '{"prompt":"a","completion":"b"}'].join('\n'), { kind: 'weights', learnt: 'all' });
  assert.equal(all.text.split('\n')[0], answers(',"weight":1', ''));
  assert.match(all.summary, /^1 line changed so that every answer is learnt; 1 line is no chat example/);
  assert.equal(
    last('{"messages": [{"role": "assistant", "content": "a" }, {"role": "assistant", "content": "b"}]}'),
    '{"messages": [{"role": "assistant", "content": "a", "weight": 0 }, {"role": "assistant", "content": "b"}]}',
  );
});
