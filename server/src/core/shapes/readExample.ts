import { isObject } from '../json/parse';
import { shapeOf } from './detect';
import type { Example } from './example';
import type { Shape } from './shape';

/** The example that a parsed line holds, read by the shape that it has in its file; undefined when it has none that is known. */
export function readExample(value: unknown, fileShape: Shape | undefined): Example | undefined {
  return isObject(value) ? shapeOf(value, fileShape)?.read(value) : undefined;
}
