import { parseLine } from '../../json/parse';
import type { Row } from '../../rows/row';
import { shapes } from '../../shapes/index';
import type { Shape } from '../../shapes/shape';
import type { Target } from '../../targets/target';
import { type ConversionReport, startConversion } from './conversion';

/** A shape that a file can be written in. */
export interface ShapeChoice {
  readonly shape: Shape;
  /** Whether the target trains on it. */
  readonly accepted: boolean;
  /** What converting the first examples would come to. */
  readonly report: ConversionReport;
}

// Enough to see what a file is like, few enough for a list that comes up at once.
const tried = 200;

/** The shapes that make sense for a file, those that the target takes first, then those that lose least. */
export function shapeChoices(rows: readonly Row[], from: Shape, target: Target): readonly ShapeChoice[] {
  // A target names its usual shape first.
  const order = [...Object.keys(target.shapes), ...shapes.map(({ id }) => id)];
  const rank = ({ shape }: ShapeChoice): number => order.indexOf(shape.id);
  const sample = firstJson(rows);
  return shapes
    .flatMap((shape): ShapeChoice[] => {
      // A shape without a schema is one to read: no trainer that is known here takes it.
      if (shape === from || !shape.schema) return [];
      const conversion = startConversion(from, shape, sample);
      for (const { text } of sample) conversion.convert(text);
      const report = conversion.report();
      return report.written > 0 ? [{ shape, accepted: Object.hasOwn(target.shapes, shape.id), report }] : [];
    })
    .toSorted((a, b) => Number(b.accepted) - Number(a.accepted) || lost(a) - lost(b) || rank(a) - rank(b));
}

function firstJson(rows: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    if (parseLine(row.text).ok) found.push(row);
    if (found.length >= tried) break;
  }
  return found;
}

function lost({ report: { leftOut, losses } }: ShapeChoice): number {
  return leftOut.reduce((sum, { lines }) => sum + 10 * lines, 0) + losses.reduce((sum, { lines }) => sum + lines, 0);
}
