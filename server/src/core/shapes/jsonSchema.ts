import type { Severity } from '../finding';

/** The part of JSON Schema that the shapes use. */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  /** What each value of `enum` means, in its order; for completion and hover. */
  readonly enumDescriptions?: readonly string[];
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  /** The key whose value tells which of `oneOf` holds. */
  readonly discriminator?: { readonly propertyName: string };
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  /** In what a target demands: what is wrong where this part of the schema fails, and what to do. */
  readonly complaint?: string;
  /** How much the complaint weighs; an error when absent. */
  readonly severity?: Severity;
}

/** One thing that a value does not fit, as ajv reports it. */
export interface SchemaError {
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The part of the schema that failed; only from validators of a target's demands. */
  readonly parentSchema?: JsonSchema;
}

/** A compiled schema: true when the value fits; else `errors` holds why, until the next call. */
export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
