import { type JsonObject, member } from '../json/parse';
import type { JsonSchema } from './jsonSchema';

/** What a schema knows of a value: which keys an object may have, and what stands below them. */
export interface KnownKeys {
  /** Types that the value may have; empty when any will do. */
  readonly types: readonly string[];
  /** Whether anything is known of what stands below the value. */
  readonly isCompound: boolean;
  /** Undefined where any key is free. */
  readonly keys?: ReadonlyMap<string, KnownKeys>;
  /** The keys that must be there. */
  readonly required: readonly string[];
  readonly items?: KnownKeys;
  /** Which member tells the kind of object, and what is known of each kind. */
  readonly kinds?: { readonly tag: string; readonly byValue: ReadonlyMap<unknown, KnownKeys> };
}

const compiled = new WeakMap<JsonSchema, KnownKeys>();

/** What a shape's schema knows of its lines; worked out once. */
export function knownKeysOf(schema: JsonSchema): KnownKeys {
  let known = compiled.get(schema);
  if (!known) {
    known = compile(schema, schema);
    compiled.set(schema, known);
  }
  return known;
}

/** What is known of an object by its kind; undefined when it is of none. */
export function kindOf(known: KnownKeys, object: JsonObject): KnownKeys | undefined {
  return known.kinds ? known.kinds.byValue.get(member(object, known.kinds.tag)) : known;
}

// Shapes do not refer to themselves, so the walk ends.
function compile(schema: JsonSchema, root: JsonSchema): KnownKeys {
  const { type, properties, required = [], items, oneOf } = resolve(schema, root);
  const types = typeof type === 'string' ? [type] : (type ?? []);
  if (oneOf) return { types, required, isCompound: true, kinds: kindsOf(oneOf, root) };
  return {
    types,
    required,
    isCompound: properties !== undefined || items !== undefined,
    keys: properties && new Map(Object.entries(properties).map(([key, each]) => [key, compile(each, root)])),
    items: items && compile(items, root),
  };
}

function kindsOf(branches: readonly JsonSchema[], root: JsonSchema): KnownKeys['kinds'] {
  let tag = '';
  const byValue = new Map<unknown, KnownKeys>();
  for (const branch of branches) {
    for (const [key, each] of Object.entries(resolve(branch, root).properties ?? {})) {
      if (each.const === undefined) continue;
      tag = key;
      byValue.set(each.const, compile(branch, root));
      break;
    }
  }
  return { tag, byValue };
}

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  return root.$defs?.[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {};
}
