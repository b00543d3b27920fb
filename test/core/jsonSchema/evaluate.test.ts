import assert from 'node:assert/strict';
import test from 'node:test';
import { formatPath } from '../../../server/src/core/json/path';
import { violationsOf } from '../../../server/src/core/jsonSchema/evaluate';

function said(value: unknown, schema: unknown): string[] {
  return violationsOf(value, schema).map(({ path, keyword, missing }) =>
    [formatPath(path) || '(root)', keyword, ...(missing ?? [])].join(' '),
  );
}

const place = { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1 } }, required: ['city'] };

test('what fits violates nothing', () => {
  assert.deepEqual(said({ city: 'Oslo', days: 3, more: null }, place), []);
});

test('each violation is told with its place', () => {
  assert.deepEqual(said({ days: 0.5 }, place), ['days type', 'days minimum', '(root) required city']);
  assert.deepEqual(said({ city: 1 }, place), ['city type']);
  assert.deepEqual(said('Oslo', place), ['(root) type']);
  assert.deepEqual(said({ a: [{ b: 'x' }] }, { properties: { a: { items: { properties: { b: { enum: ['y'] } } } } } }), ['a[0].b enum']);
  assert.deepEqual(said({ a: 1, b: 2 }, { properties: { a: {} }, additionalProperties: false }), ['b additionalProperties']);
});

test('references within the schema are followed, others left alone', () => {
  const schema = { properties: { at: { $ref: '#/$defs/a~1b' } }, $defs: { 'a/b': place } };
  assert.deepEqual(said({ at: {} }, schema), ['at required city']);
  assert.deepEqual(said({ at: 1 }, { properties: { at: { $ref: 'https://example.com/schema' } } }), []);
  assert.deepEqual(said({ at: 1 }, { properties: { at: { $ref: '#/$defs/none' } } }), []);
  const tree = { type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: false };
  assert.deepEqual(said({ next: { next: { other: 1 } } }, tree), ['next.next.other additionalProperties']);
});

test('of alternatives the one that is meant explains', () => {
  const circle = { type: 'object', properties: { kind: { const: 'circle' }, size: { type: 'number' } }, required: ['size'] };
  const line = { type: 'object', properties: { kind: { const: 'line' }, to: { type: 'string' } }, required: ['to'] };
  assert.deepEqual(said({ kind: 'circle', size: 'big' }, { anyOf: [circle, line] }), ['size type']);
  assert.deepEqual(said({ kind: 'line' }, { oneOf: [circle, line, { type: 'null' }] }), ['(root) required to']);
  assert.deepEqual(said({ kind: 'dot' }, { anyOf: [circle, line] }), ['(root) anyOf']);
  assert.deepEqual(said(5, { anyOf: [{ type: 'string' }, { type: 'null' }] }), ['(root) anyOf']);
  assert.deepEqual(said(null, { type: 'string', nullable: true }), []);
});

test('what is left unchecked makes no fault, not even upside down', () => {
  const evil = '^(a+)+$';
  assert.deepEqual(said('b', { pattern: evil }), []);
  assert.deepEqual(said('b', { not: { pattern: evil } }), []);
  assert.deepEqual(said('b', { not: { $ref: 'https://example.com' } }), []);
  assert.deepEqual(said('b', { oneOf: [{ type: 'string' }, { pattern: evil }] }), []);
  assert.deepEqual(said({ x: 1 }, { patternProperties: { [evil]: {} }, additionalProperties: false }), []);
  assert.deepEqual(said('b', { type: 'text' }), []);
});

const long = 'a'.repeat(50_000);
const doubling = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `a${index}`,
    { anyOf: [{ $ref: `#/$defs/a${index + 1}` }, { $ref: `#/$defs/a${index + 1}` }] },
  ]),
);
const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => ({ items: inner }), {});
const hostile: readonly (readonly [name: string, schema: unknown, value: unknown])[] = [
  ['repeated repetition', { pattern: '^(a+)+$' }, `${long}!`],
  ['alternatives that overlap', { pattern: `^${'(a|a)'.repeat(35)}$` }, 'a'.repeat(34)],
  ['many that may be left out', { pattern: `^${'a?'.repeat(40)}${'a'.repeat(40)}$` }, 'a'.repeat(39)],
  ['many repetitions', { pattern: 'a*a*a*a*a*a*a*a*b' }, long],
  ['a reference back', { pattern: '^(a*)\\1*$' }, long],
  ['a long pattern', { pattern: 'a'.repeat(100_000) }, long],
  ['patterns of keys', { patternProperties: { '(x+x+)+y': {} } }, { ['x'.repeat(40)]: 1 }],
  ['a reference to itself', { $ref: '#' }, {}],
  ['references in a ring', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, {}],
  ['itself many times', { allOf: Array.from({ length: 1000 }, () => ({ $ref: '#' })) }, {}],
  ['doubling', { $ref: '#/$defs/a0', $defs: { ...doubling, a60: { type: 'string' } } }, 5],
  ['doubling upside down', { not: { $ref: '#/$defs/a0' }, $defs: { ...doubling, a60: { type: 'string' } } }, 5],
  ['deep nesting', deep, JSON.parse('['.repeat(5000) + ']'.repeat(5000))],
  ['very many members', { properties: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`p${i}`, {}])) }, { p1: 1 }],
  ['very many words', { enum: Array.from({ length: 100_000 }, (_, i) => `${long.slice(0, 100)}${i}`) }, 'no'],
  ['unique among very many', { uniqueItems: true }, Array.from({ length: 20_000 }, (_, i) => ({ i }))],
  ['long texts counted often', { allOf: Array.from({ length: 10_000 }, () => ({ minLength: 1 })) }, long],
  ['odd keywords', JSON.parse('{"__proto__":{"type":"x"},"constructor":1,"toString":[],"type":"__proto__","required":[null,1]}'), {}],
];

for (const [name, schema, value] of hostile) {
  test(`a hostile schema ends: ${name}`, { timeout: 120_000 }, () => {
    assert(Array.isArray(violationsOf(value, schema)));
  });
}
