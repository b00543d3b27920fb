import { isArray, isObject, type JsonObject } from '../json/parse';
import type { Path } from '../json/path';
import { isPattern } from '../jsonSchema/pattern';
import { resolveReference } from '../jsonSchema/reference';
import { describe, oneOf } from './describe';

/** Something in a declared schema that makes it no JSON Schema. */
export interface SchemaFault {
  readonly path: Path;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What may be meant instead of the value at `path`. */
  readonly meant?: string;
}

const types: readonly string[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

// What the languages that programs are written in call these types.
const meantTypes: ReadonlyMap<string, string> = new Map([
  ...types.map((type): [string, string] => [type, type]),
  ...['str', 'text', 'char'].map((type): [string, string] => [type, 'string']),
  ...['int', 'long'].map((type): [string, string] => [type, 'integer']),
  ...['float', 'double', 'decimal'].map((type): [string, string] => [type, 'number']),
  ['bool', 'boolean'],
  ...['dict', 'map', 'dictionary'].map((type): [string, string] => [type, 'object']),
  ...['list', 'tuple', 'set'].map((type): [string, string] => [type, 'array']),
  ...['none', 'nonetype'].map((type): [string, string] => [type, 'null']),
]);

const schemaKeywords = new Set([
  ...['additionalProperties', 'additionalItems', 'propertyNames', 'contains', 'not', 'if', 'then', 'else', 'unevaluatedProperties'],
]);
const schemaListKeywords = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const schemaMapKeywords = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const numberKeywords = new Set([
  ...['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
]);

// No declaration is larger; what lies beyond is not looked at.
const mostNodes = 5000;
const deepest = 60;

interface Walk {
  readonly root: unknown;
  readonly path: (string | number)[];
  readonly report: (fault: SchemaFault) => void;
  left: number;
}

/** Calls back with what makes the value no JSON Schema; keywords that JSON Schema does not know are no faults. */
export function eachSchemaFault(schema: unknown, report: (fault: SchemaFault) => void): void {
  checkSchema(schema, { root: schema, path: [], report, left: mostNodes });
}

function checkSchema(schema: unknown, walk: Walk): void {
  walk.left -= 1;
  if (walk.left < 0 || walk.path.length > deepest || typeof schema === 'boolean') return;
  if (!isObject(schema)) {
    tell(walk, `a schema must be an object, not ${describe(schema)}`);
    return;
  }
  for (const keyword in schema) {
    walk.left -= 1;
    if (walk.left < 0) return;
    walk.path.push(keyword);
    checkKeyword(keyword, schema[keyword], walk);
    walk.path.pop();
  }
}

function checkKeyword(keyword: string, value: unknown, walk: Walk): void {
  if (schemaMapKeywords.has(keyword)) checkMap(keyword, value, walk);
  else if (schemaListKeywords.has(keyword)) checkList(keyword, value, walk);
  else if (schemaKeywords.has(keyword)) checkSchema(value, walk);
  else if (numberKeywords.has(keyword)) {
    if (typeof value !== 'number') tell(walk, `\`${keyword}\` must be a number, not ${describe(value)}`);
  } else checkOther(keyword, value, walk);
}

function checkOther(keyword: string, value: unknown, walk: Walk): void {
  switch (keyword) {
    case 'type':
      checkTypes(value, walk);
      break;
    case 'items':
      if (isArray(value)) checkList(keyword, value, walk);
      else checkSchema(value, walk);
      break;
    case 'required':
      // The oldest drafts write `required: true` at a member, and services pass over it.
      if (typeof value === 'boolean') break;
      if (!isArray(value) || !value.every((each) => typeof each === 'string')) tell(walk, '`required` must be a list of names');
      break;
    case 'enum':
      if (!isArray(value)) tell(walk, `\`enum\` must be a list of the values that are allowed, not ${describe(value)}`);
      else if (value.length === 0) tell(walk, '`enum` is empty, so no value is allowed');
      break;
    case 'pattern':
      if (typeof value !== 'string') tell(walk, `\`pattern\` must be a text, not ${describe(value)}`);
      else if (value.length <= 1000 && !isPattern(value)) tell(walk, '`pattern` is no regular expression');
      break;
    case '$ref':
      if (typeof value !== 'string') tell(walk, `\`$ref\` must be a text, not ${describe(value)}`);
      else if (value.startsWith('#/') && resolveReference(walk.root, value) === undefined)
        tell(walk, '`$ref` points to nothing in this schema');
      break;
  }
}

function checkTypes(value: unknown, walk: Walk): void {
  if (!isArray(value)) checkType(value, walk);
  else for (let index = 0; index < Math.min(value.length, types.length); index++) checkAt(index, value[index], walk, checkType);
}

function checkType(type: unknown, walk: Walk): void {
  if (typeof type === 'string' && types.includes(type)) return;
  const meant = typeof type === 'string' && type.length < 20 ? meantTypes.get(type.toLowerCase()) : undefined;
  walk.report({
    path: [...walk.path],
    message: `JSON Schema knows no type ${describe(type)}${meant ? '' : `, only ${oneOf(types)}`}`,
    ...(meant && { meant }),
  });
}

function checkMap(keyword: string, value: unknown, walk: Walk): void {
  if (!isObject(value)) {
    tell(walk, `\`${keyword}\` must be an object of schemas by name, not ${describe(value)}`);
    return;
  }
  checkMembers(value, walk);
}

function checkMembers(value: JsonObject, walk: Walk): void {
  for (const key in value) {
    if (walk.left < 0) return;
    checkAt(key, value[key], walk, checkSchema);
  }
}

function checkList(keyword: string, value: unknown, walk: Walk): void {
  if (!isArray(value)) {
    tell(walk, `\`${keyword}\` must be a list of schemas, not ${describe(value)}`);
    return;
  }
  for (let index = 0; index < value.length && walk.left >= 0; index++) checkAt(index, value[index], walk, checkSchema);
}

function checkAt(step: string | number, value: unknown, walk: Walk, check: (value: unknown, walk: Walk) => void): void {
  walk.path.push(step);
  check(value, walk);
  walk.path.pop();
}

function tell(walk: Walk, message: string): void {
  walk.report({ path: [...walk.path], message });
}
