import { isObject, type JsonObject, parseLine } from '../../json/parse';
import { shapeOf } from '../../shapes/detect';
import type { Shape } from '../../shapes/shape';
import { isRefused, type Refused } from '../../shapes/write/written';
import { jsonLine } from './jsonLine';
import { numberLosses } from './numberLosses';
import { type RunningHabits, withoutMarks } from './running';

/** Lines in another shape, without line breaks, and what that shape could not carry. */
export type ConvertedLine = { readonly lines: readonly string[]; readonly losses: readonly string[] } | Refused;

/**
 * Converts one line; a line that has the shape already is kept to the letter. `habits` are those of its file. Never throws:
 * what cannot be converted is refused with the reason.
 */
export function convertLine(text: string, fileShape: Shape | undefined, to: Shape, habits?: RunningHabits): ConvertedLine {
  const parsed = parseLine(text);
  if (!parsed.ok) return { refused: 'it is no JSON' };
  if (!isObject(parsed.value)) return { refused: 'it is no JSON object' };
  const shape = shapeOf(parsed.value, fileShape);
  if (!shape) return { refused: 'it has no structure that is known' };
  if (shape === to) return { lines: [text], losses: [] };
  const written = convertValue(parsed.value, shape, to, habits, text);
  return isRefused(written) ? written : { lines: written.values.map(jsonLine), losses: written.losses };
}

/** Converts a line's value from one shape to another; `text` is the line, where it is at hand, and shows how numbers were spelt. */
export function convertValue(
  value: JsonObject,
  from: Shape,
  to: Shape,
  habits?: RunningHabits,
  text = JSON.stringify(value),
): ReturnType<Shape['write']> {
  const example = from.read(value);
  const isRunningToo = to.id === 'completion' || to.id === 'text' || to.id === 'kto';
  const written = to.write(habits && !isRunningToo ? withoutMarks(example, habits) : example);
  return isRefused(written) ? written : { ...written, losses: [...written.losses, ...numberLosses(text, written.values)] };
}
