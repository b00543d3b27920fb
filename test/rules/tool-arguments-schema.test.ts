import assert from 'node:assert/strict';
import test from 'node:test';
import { positionLine, spanOf } from '../../server/src/core/json/positions';
import { checkText } from '../support/checkText';

interface Told {
  /** The part of the line that is marked. */
  readonly marked: string;
  readonly message: string;
}

function told(args: string, parameters: unknown, line = lineOf(args, parameters)): Told[] {
  return checkText(line)
    .findings()
    .filter(({ finding }) => finding.rule === 'tool-arguments-schema')
    .map(({ finding }) => {
      const { start, end } = spanOf(positionLine(line), finding.place);
      return { marked: line.slice(start, end), message: finding.message };
    });
}

function lineOf(args: string, parameters: unknown): string {
  return JSON.stringify({
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: args } }] },
    ],
    tools: [{ type: 'function', function: { name: 'f', parameters } }],
  });
}

function marked(args: string, parameters: unknown): string[] {
  return told(args, parameters).map((each) => each.marked);
}

const city = { type: 'object', properties: { city: { type: 'string' }, unit: { enum: ['C', 'F'] } }, required: ['city'] };

test('each violation stands at its place within the spelt arguments', () => {
  assert.deepEqual(marked('{"city": 7, "unit": "K"}', city), ['7', '\\"K\\"']);
  assert.deepEqual(marked('{"unit": "C"}', city), ['{']);
  assert.deepEqual(marked('{}', city), ['{}']);
  assert.deepEqual(marked('{"city": ["Oslo", "Rome"]}', city), ['[']);
});

test('places hold through escapes of every kind', () => {
  assert.deepEqual(marked('{"city": "\\u00e9\\n\\"🎉\\"", "unit":\t"\\u004b"}', city), ['\\"\\\\u004b\\"']);
  const line = lineOf('{"city": 7}', city).replace('\\"city\\": 7', '\\u0022ci\\u0074y\\u0022:\\u00207');
  assert.deepEqual(
    told('', city, line).map((each) => each.marked),
    ['7'],
  );
});

test('an unknown argument is blamed by its key, with what it may mean', () => {
  const [only] = told('{"citty": "Oslo"}', { properties: { city: { type: 'string' } }, additionalProperties: false });
  assert.equal(only?.marked, '\\"citty\\"');
  assert.match(only?.message ?? '', /There is no argument `citty`.*Did you mean `city`\?/);
});

test('what is missing is named at once', () => {
  const [only, ...others] = told('{}', { type: 'object', required: ['a', 'b'] });
  assert.match(only?.message ?? '', /lacks `a` and `b`/);
  assert.deepEqual(others, []);
});

test('definitions and alternatives are followed', () => {
  const parameters = {
    type: 'object',
    properties: { to: { $ref: '#/$defs/place' }, when: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
    $defs: { place: city },
  };
  assert.deepEqual(marked('{"to": {"city": 1}, "when": 5}', parameters), ['1', '5']);
  assert.deepEqual(marked('{"to": {"city": "Oslo"}, "when": null}', parameters), []);
});

test('one wrong value is told once, and no call more than ten times', () => {
  assert.deepEqual(marked('{"a": "x"}', { properties: { a: { type: 'integer', enum: [1], const: 1 } } }), ['\\"x\\"']);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, 1]));
  assert.equal(marked(JSON.stringify(many), { properties: {}, additionalProperties: false }).length, 10);
});

test('arguments that are no JSON object, and functions without parameters, are other rules’ matter', () => {
  assert.deepEqual(marked('{"city": ', city), []);
  assert.deepEqual(marked('"{}"', city), []);
  assert.deepEqual(marked('[]', city), []);
  assert.deepEqual(marked('{"a": 1}', undefined), []);
});

test('a hostile schema does not hang the check of a line', { timeout: 120_000 }, () => {
  const parameters = { type: 'object', properties: { city: { pattern: '^(\\w+\\s?)+$' } }, allOf: [{ $ref: '#' }, { $ref: '#' }] };
  const line = lineOf(JSON.stringify({ city: `${'a'.repeat(5000)}!` }), parameters);
  assert.deepEqual(told('', undefined, line), []);
});
