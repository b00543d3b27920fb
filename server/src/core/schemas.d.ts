/** A shape's JSON Schema and its validator, made from `schemas/shapes/<id>.schema.json` at build time. */
declare module 'schemas:shapes/*' {
  /** The shape's JSON Schema, with the `title` and `description` texts that completion and hover show. */
  export const schema: import('./shapes/jsonSchema').JsonSchema;
  /** Tells whether a value fits; what does not fit stands in `errors` until the next call. */
  export const validate: import('./shapes/jsonSchema').Validate;
}

/** Every target of `schemas/targets`, sorted by id. */
declare module 'schemas:targets' {
  const targets: readonly import('./targets/target').Target[];
  export default targets;
}
