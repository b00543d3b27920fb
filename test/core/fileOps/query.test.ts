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
  assert.equal(refusal('role:asistant'), 'There is no role asistant: did you mean assistant?');
  assert.equal(refusal('role:x'), 'There is no role x: roles are system, developer, user, assistant, tool.');
  assert.match(refusal('words>5'), /compares nothing that is known/);
  assert.match(refusal('role:user contains'), /missing after “contains”/);
  assert.match(refusal('tea or'), /beside “or”/);
  assert.match(refusal('not'), /after “not”/);
  assert.match(refusal('tool:'), /after “tool:”/);
});

test('a term that begins as a size or a key and is none is refused, and not looked for as words', () => {
  for (const [text, told] of [
    ['tokens>4k', /“tokens>4k” cannot be read: a size is one of tokens, .* in double quotes/],
    ['tokens > 100', /“tokens >” cannot be read/],
    ['tokens >100', /“tokens >100” cannot be read/],
    ['tokens> 100', /“tokens>” cannot be read/],
    ['not tokens>1,000', /“tokens>1,000” cannot be read/],
    ['tokens>1.5', /cannot be read/],
    ['messages==2', /cannot be read/],
    ['Characters!=2', /cannot be read/],
    ['tokens>"5"', /“tokens>” cannot be read/],
    ['tokens>5"k"', /“tokens>5” cannot be read/],
    ['bogus:x', /“bogus:” asks for nothing that is known: there are role:, tool:, rule: and sizes/],
    ['bogus:"x y"', /“bogus:” asks for nothing/],
    ['"tea', /is opened and not closed/],
    ['tea 5" pipe', /is opened and not closed/],
  ] as const) {
    const query = parseQuery(text, ['last-message']);
    assert.match('refused' in query ? query.refused : 'taken', told, text);
  }
});

test('what people look for as words stays words', () => {
  const shape = shapeById('chat');
  assert(shape);
  const holds = (text: string, query: string): boolean => {
    const parsed = parseQuery(query, []);
    assert(!('refused' in parsed), query);
    const line = JSON.stringify({ messages: [{ role: 'user', content: text }] });
    return parsed.matches({ text: line, line: readExample(line, shape), tokens: 1, rules: new Set() });
  };
  for (const words of [
    'http://x',
    'note: this',
    '12:30',
    'std::vector',
    'C:\\temp',
    'so:',
    'tokens',
    'the tokens are >5',
    ':)',
    'a=b',
    '"tokens>4k"',
    '"note:this"',
  ]) {
    assert(holds(words.replaceAll('"', ''), words), words);
    assert(!holds('something else', words), words);
  }
});
