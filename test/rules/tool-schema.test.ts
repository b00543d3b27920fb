import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText } from '../support/checkText';

function told(parameters: unknown, more: object = {}): string[] {
  const tools = [{ type: 'function', function: { name: 'f', parameters } }];
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'hello' },
  ];
  return checkText(JSON.stringify({ messages, tools, ...more }))
    .findings()
    .filter(({ finding }) => finding.rule === 'tool-schema')
    .map(({ finding: { place } }) => ('path' in place ? place.path.slice(place.path[0] === 'tools' ? 4 : 0).join('.') : ''));
}

test('schemas as people write them are fine', () => {
  assert.deepEqual(told({}), []);
  assert.deepEqual(told({ type: 'object' }), []);
  assert.deepEqual(
    told({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: {
        type: { type: 'string', description: 'a member of this name', format: 'date', 'x-own': {} },
        properties: { anyOf: [{ $ref: '#/$defs/a' }, { type: ['null', 'integer'] }], default: null },
        required: { type: 'array', items: { enum: [1, 'two'] }, minItems: 1, required: true },
        more: true,
      },
      required: [],
      additionalProperties: false,
      $defs: { a: { const: 'a', pattern: '^a\\-b' } },
    }),
    [],
  );
});

test('each fault stands at its place', () => {
  const properties = { a: { type: 'dict' }, b: 'text', c: { enum: 'x' }, d: { items: { pattern: '(' } }, e: { $ref: '#/$defs/e' } };
  assert.deepEqual(told({ type: 'object', properties }), [
    'properties.a.type',
    'properties.b',
    'properties.c.enum',
    'properties.d.items.pattern',
    'properties.e.$ref',
  ]);
  assert.deepEqual(told({ type: 'object', properties: [], required: 'a' }), ['properties', 'required']);
  assert.deepEqual(told({ type: 'string' }), ['type']);
  assert.deepEqual(told({ properties: {} }), ['type']);
});

test('a declaration in another language is told five times', () => {
  const properties = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, { type: 'STRING' }]));
  assert.equal(told({ type: 'object', properties }).length, 5);
});

test('names that come twice and lists that are too long are told', () => {
  const many = Array.from({ length: 129 }, (_, index) => ({ type: 'function', function: { name: `f${index % 128}` } }));
  assert.equal(told({}, { tools: many }).length, 2);
});

test('a deep or giant schema does not hang', { timeout: 120_000 }, () => {
  const deep = Array.from({ length: 3000 }).reduce<unknown>((inner) => ({ not: inner }), {});
  const wide = { type: 'object', properties: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`a${index}`, {}])) };
  for (const schema of [deep, wide]) {
    assert.deepEqual(told(schema), []);
  }
});
