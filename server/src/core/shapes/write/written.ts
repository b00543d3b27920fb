import type { JsonObject } from '../../json/parse';

/**
 * What writing an example in a shape came to: lines, mostly one, with what the shape could not carry, or the reason why there is none.
 * A loss is a clause without subject of line and without full stop, such as "`weight` dropped", so that equal ones can be counted.
 */
export type Written = { readonly values: readonly JsonObject[]; readonly losses: readonly string[] } | Refused;

/** Why an example cannot be written: a clause such as "it has no answer". */
export interface Refused {
  readonly refused: string;
}

/** Tells a refusal from what was to be made. */
export function isRefused(value: Refused | object): value is Refused {
  return 'refused' in value && typeof value.refused === 'string';
}
