import assert from 'node:assert/strict';
import test from 'node:test';
import Ajv from 'ajv';
import fc from 'fast-check';
import { violationsOf } from '../../../server/src/core/jsonSchema/evaluate';

// A reference that shares nothing with the code under test.
const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
const small = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, 2.5, '', 'a', 'bb', 'ccc'),
    fc.array(tie('value'), { maxLength: 3 }),
    members(tie('value')),
  ),
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.constantFrom(...['string', 'number', 'integer', 'object', 'array', 'null', 'boolean'].map((type) => ({ type }))),
    fc.record(
      {
        type: fc.constantFrom('object', ['string', 'array'], ['object', 'null', 'number']),
        enum: fc.array(fc.constantFrom(null, 1, 'a', 'bb', true), { minLength: 1, maxLength: 3 }).map((each) => [...new Set(each)]),
        minimum: fc.nat(3),
        exclusiveMaximum: fc.nat(3),
        minLength: fc.nat(3),
        maxLength: fc.nat(3),
        pattern: fc.constantFrom('^a', 'b+$', '[^c]'),
        minItems: fc.nat(3),
        maxItems: fc.nat(3),
        uniqueItems: fc.boolean(),
        minProperties: fc.nat(3),
        maxProperties: fc.nat(3),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
        properties: members(tie('schema')),
        patternProperties: fc.record({ '^[ab]$': tie('schema') }),
        additionalProperties: tie('schema'),
        propertyNames: tie('schema'),
        items: tie('schema'),
        contains: tie('schema'),
        not: tie('schema'),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
        if: tie('schema'),
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema has a keyword of this name.
        then: tie('schema'),
        else: tie('schema'),
        dependencies: fc.record({ a: fc.constantFrom(['b'], ['c', 'd']) }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

function members(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { maxKeys: 3 });
}

test('the verdict is that of another validator', () => {
  fc.assert(
    fc.property(small.schema, small.value, (schema, value) => {
      const expected = ajv.compile(schema as object)(value);
      assert.equal(violationsOf(value, schema).length === 0, expected);
    }),
    { numRuns: 500 },
  );
});
