import { type JsonObject, isArray, isObject, parseLine } from '../json/parse';
import type { Row } from '../rows/row';
import { shapes } from './index';
import type { Shape } from './shape';

/** How many lines that are not blank decide what a file is. */
export const detectionLines = 20;

// A broken line is recognised by its first keys; what stands behind them need not be read.
const signatureReach = 4000;

/** The shape of a parsed line; where several would do, or the line is faulty, the file's shape wins. */
export function shapeOf(value: JsonObject, fileShape: Shape | undefined): Shape | undefined {
  if (fileShape?.detect(value)) return fileShape;
  return shapes.find((shape) => shape.detect(value)) ?? (fileShape?.fits?.(value) ? fileShape : undefined);
}

/**
 * The shape that most of the first lines have, also where they are no valid JSON; undefined when the file is not training
 * data: logs, telemetry and other JSON Lines.
 */
export function detectFileShape(rows: Iterable<Row>): Shape | undefined {
  const votes = new Map<Shape, number>();
  let against = 0;
  let seen = 0;
  for (const { text } of rows) {
    if (text.trim() === '') continue;
    if (++seen > detectionLines) break;
    const vote = voteOf(text);
    if (vote === 'against') against += 1;
    else if (vote) votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  const all = [...votes.values()].reduce((sum, count) => sum + count, 0);
  return best && all >= against ? best[0] : undefined;
}

/** How many of the first rows decide what a file is: rows behind them may change freely. */
export function detectionReach(rows: readonly Row[]): number {
  let seen = 0;
  for (let index = 0; index < rows.length; index++) {
    if (rows[index]?.text.trim() !== '' && ++seen > detectionLines) return index;
  }
  return Number.POSITIVE_INFINITY;
}

function voteOf(text: string): Shape | 'against' | undefined {
  const parsed = parseLine(text);
  if (!parsed.ok) {
    const head = text.slice(0, signatureReach);
    return shapes.find((shape) => shape.signature.test(head));
  }
  const value = isArray(parsed.value) ? parsed.value[0] : parsed.value;
  if (!isObject(value)) return isArray(parsed.value) ? 'against' : undefined;
  // A message alone on a line is a piece of a record that was spread over several lines.
  if (typeof value.role === 'string' && 'content' in value) return undefined;
  return shapes.find((shape) => shape.detect(value)) ?? 'against';
}
