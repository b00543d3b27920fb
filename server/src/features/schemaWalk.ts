import { isArray, isObject, member } from '../core/json/parse';
import type { Path } from '../core/json/path';
import type { JsonSchema } from '../core/shapes/jsonSchema';

/** A key that an object may have. */
export interface Field {
  readonly key: string;
  /** What its value may be: several where the object may still become one thing or another. */
  readonly schemas: readonly JsonSchema[];
  /** True when every alternative requires the key. */
  readonly required: boolean;
}

/** A value that a schema names, with its meaning. */
export interface NamedValue {
  readonly value: string | number | boolean | null;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated: boolean;
}

/** Follows a reference within the root schema. */
function resolve(root: JsonSchema, schema: JsonSchema): JsonSchema {
  let found = schema;
  for (let hops = 0; found.$ref !== undefined && hops < 10; hops++) {
    const name = /^#\/\$defs\/(.+)$/.exec(found.$ref)?.[1];
    found = (name === undefined ? undefined : root.$defs?.[name]) ?? {};
  }
  return found;
}

/** What the value may be: the one alternative that its discriminator names, or all while it names none. */
export function alternatives(root: JsonSchema, schema: JsonSchema, value: unknown): readonly JsonSchema[] {
  const resolved = resolve(root, schema);
  const choices = resolved.oneOf ?? resolved.anyOf;
  if (!choices) return [resolved];
  const all = choices.flatMap((choice) => alternatives(root, choice, value));
  const key = resolved.discriminator?.propertyName;
  const named = key !== undefined && isObject(value) ? member(value, key) : undefined;
  if (key === undefined || named === undefined || named === null) return all;
  const matching = all.filter((each) => namedValues(root, each.properties?.[key] ?? {}).some((one) => one.value === named));
  return matching.length > 0 ? matching : all;
}

/** What the value at a path may be; the line's value decides between alternatives on the way. */
export function schemasAt(root: JsonSchema, line: unknown, path: Path): readonly JsonSchema[] {
  let schemas: readonly JsonSchema[] = alternatives(root, root, line);
  let value = line;
  for (const step of path) {
    value = child(value, step);
    schemas = distinct(
      schemas.flatMap((schema) => {
        const next = typeof step === 'number' ? schema.items : own(schema.properties, step);
        return next ? alternatives(root, next, value) : [];
      }),
    );
  }
  return schemas;
}

/** The schema of a list's items before a choice between alternatives, for their discriminator and title. */
export function itemSchema(root: JsonSchema, schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const items = schemas.find((schema) => schema.items)?.items;
  return items && resolve(root, items);
}

/** The keys that an object may have, those that it must have first. */
export function fieldsOf(root: JsonSchema, schemas: readonly JsonSchema[]): readonly Field[] {
  const fields = new Map<string, JsonSchema[]>();
  for (const { properties } of schemas) {
    for (const [key, schema] of Object.entries(properties ?? {})) {
      const known = fields.get(key) ?? [];
      known.push(resolve(root, schema));
      fields.set(key, known);
    }
  }
  const all = [...fields].map(([key, found]) => ({
    key,
    schemas: distinct(found),
    required: schemas.every((schema) => schema.required?.includes(key) ?? false),
  }));
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}

/** The values that a schema names: its constant, its enumeration, true and false. */
export function namedValues(root: JsonSchema, schema: JsonSchema): readonly NamedValue[] {
  const { title, description, deprecated = false, enumDescriptions, ...rest } = resolve(root, schema);
  if (rest.const !== undefined) {
    return isNamed(rest.const) ? [{ value: rest.const, ...(title && { title }), ...(description && { description }), deprecated }] : [];
  }
  if (rest.enum) {
    return rest.enum.filter(isNamed).map((value, index) => {
      const meaning = enumDescriptions?.[index];
      return { value, ...(meaning && { description: meaning }), deprecated };
    });
  }
  if (!hasType(rest, 'boolean')) return [];
  return [true, false].map((value) => ({ value, ...(description && { description }), deprecated }));
}

/** Tells whether a schema allows values of a type. */
export function hasType({ type }: JsonSchema, wanted: string): boolean {
  return isArray(type) ? type.includes(wanted) : type === wanted;
}

function isNamed(value: unknown): value is NamedValue['value'] {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function own(properties: JsonSchema['properties'], key: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function child(value: unknown, step: string | number): unknown {
  if (typeof step === 'number') return isArray(value) ? value[step] : undefined;
  return isObject(value) ? member(value, step) : undefined;
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Set(schemas)];
}
