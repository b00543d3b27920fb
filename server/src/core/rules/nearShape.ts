import { type JsonObject, member } from '../json/parse';
import { knownKeysOf } from '../shapes/knownKeys';
import type { Shape } from '../shapes/shape';
import { misspeltKey } from './nearNames';

/** A shape that a line has once some of its keys are called otherwise. */
export interface NearShape {
  readonly shape: Shape;
  readonly renames: readonly { readonly key: string; readonly meant: string }[];
  /** The line after it. */
  readonly value: JsonObject;
}

/** The first of the shapes that the line has when keys of it, by another name, misspelt or of another habit, are called as it calls them. */
export function nearShape(value: JsonObject, shapes: readonly Shape[]): NearShape | undefined {
  for (const shape of shapes) {
    const found = renamed(value, shape);
    if (found) return found;
  }
  return undefined;
}

function renamed(value: JsonObject, shape: Shape): NearShape | undefined {
  const schema = shape.schema && knownKeysOf(shape.schema);
  const known = schema?.keys;
  if (!schema || !known) return undefined;
  const names = new Set(known.keys());
  const renames: { readonly key: string; readonly meant: string }[] = [];
  for (const meant of schema.required) {
    if (Object.hasOwn(value, meant)) continue;
    const key = misspeltKey(value, meant, names, (held) => typeof held === 'string' || typeof held === 'object');
    if (key === undefined) return undefined;
    renames.push({ key, meant });
  }
  if (renames.length === 0) return undefined;
  const after = Object.fromEntries(
    Object.keys(value).map((key) => [renames.find((rename) => rename.key === key)?.meant ?? key, member(value, key)]),
  );
  return shape.detect(after) ? { shape, renames, value: after } : undefined;
}
