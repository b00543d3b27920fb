import assert from 'node:assert/strict';
import test from 'node:test';
import { readExample } from '../../../server/src/core/fileOps/exampleLine';
import { parseQuery } from '../../../server/src/core/fileOps/query';
import { shapeById } from '../../../server/src/core/shapes/index';

const lines = [
  '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Tea or coffee?"},{"role":"assistant","content":"Tea."}]}',
  '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}]}',
  '{"messages":[{"role":"user","content":"I say \\"tea\\" and more tea"},{"role":"assistant","content":"No."}]}',
  '{"messages":[broken tea',
];

/** The lines (from 1) that a query matches. */
function found(text: string): readonly number[] {
  const shape = shapeById('chat');
  assert(shape);
  const query = parseQuery(text, ['last-message', 'invalid-json']);
  assert(!('refused' in query), 'refused' in query ? query.refused : '');
  return lines.flatMap((each, index) => {
    const rules = new Set(index === 3 ? ['invalid-json'] : index === 1 ? ['last-message'] : []);
    return query.matches({ text: each, line: readExample(each, shape), tokens: index === 3 ? undefined : 10 * (index + 1), rules })
      ? [index + 1]
      : [];
  });
}

test('queries find lines by words, roles, sizes, tools and rules', () => {
  for (const [query, expected] of [
    ['tea', [1, 3, 4]],
    ['"tea or"', [1]],
    ['"say \\"tea\\""', [3]],
    ['role:system', [1]],
    ['role:assistant contains "tea"', [1]],
    ['role:user contains tea', [1, 3]],
    ['tokens>10', [2, 3]],
    ['tokens<=10', [1]],
    ['messages>=3', [1]],
    ['messages=2', [2, 3]],
    ['characters>20', [1, 3]],
    ['tool:weather', [2]],
    ['rule:last-message', [2]],
    ['rule:invalid-json or tool:weather', [2, 4]],
    ['tea not role:system', [3, 4]],
    ['not tea', [2]],
    ['not role:assistant contains tea', [2, 3, 4]],
    ['tea role:user or weather', [1, 2, 3]],
  ] as const) {
    assert.deepEqual(found(query), expected, query);
  }
});

test('a query says what it needs', () => {
  const needs = (text: string) => {
    const query = parseQuery(text, ['last-message']);
    return 'refused' in query ? query.refused : [query.needsTokens, query.needsRules];
  };
  assert.deepEqual(needs('tea'), [false, false]);
  assert.deepEqual(needs('not tokens>5'), [true, false]);
  assert.deepEqual(needs('rule:last-message or tea'), [false, true]);
});

test('a query that cannot be asked is refused with the reason', () => {
  const refusal = (text: string): string => {
    const query = parseQuery(text, ['last-message']);
    return 'refused' in query ? query.refused : 'taken';
  };
  assert.match(refusal('  '), /Say what to look for/);
  assert.match(refusal('rule:last-mesage'), /no rule last-mesage: did you mean last-message\?/);
  assert.match(refusal('role:asistant'), /did you mean assistant\?/);
  assert.match(refusal('words>5'), /compares nothing that is known/);
  assert.match(refusal('role:user contains'), /missing after “contains”/);
  assert.match(refusal('tea or'), /beside “or”/);
  assert.match(refusal('not'), /after “not”/);
  assert.match(refusal('tool:'), /after “tool:”/);
});
