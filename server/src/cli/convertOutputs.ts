import { startConversion } from '../core/convert/between/conversion';
import { reportTexts } from '../core/convert/between/reportText';
import type { Row } from '../core/rows/row';
import { shapes } from '../core/shapes/index';
import type { Shape } from '../core/shapes/shape';

/** A file of training lines, its own or made of its text. */
export interface Source {
  readonly path: string;
  readonly shape: Shape;
  /** The first rows, which `rows` begins with too. */
  readonly sample: readonly Row[];
  readonly rows: AsyncIterable<Row>;
  /** The lines were made of a text, which has been told already. */
  readonly made?: true;
}

/** What becomes of the files: pieces of text to write one after the other, and notes on each file for people. */
export type Output = (
  sources: AsyncIterable<Source>,
  tell: (path: string, notes: readonly string[], leftOut: boolean) => void,
) => AsyncIterable<string>;

/** Everything that can be written, by what `--to` calls it. */
export const outputs: Readonly<Record<string, Output>> = {
  ...Object.fromEntries(shapes.map((shape) => [shape.id, linesOf(shape)])),
};

function linesOf(to: Shape): Output {
  return async function* lines(sources, tell) {
    for await (const { path, shape, sample, rows, made } of sources) {
      const conversion = startConversion(shape, to, sample);
      for await (const { text } of rows) for (const line of conversion.convert(text)) yield `${line}\n`;
      const report = conversion.report();
      tell(path, reportTexts(report, to.name).slice(made ? 1 : 0), report.leftOut.length > 0);
    }
  };
}
