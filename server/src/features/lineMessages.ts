import type { TrainingFile } from '../core/check/trainingFile';
import { isObject, parseLine } from '../core/json/parse';
import type { Span } from '../core/json/positions';
import { valueSpans } from '../core/json/positions';
import { structureOf } from '../core/json/structure';
import { Recent } from '../core/rows/recent';
import type { Row } from '../core/rows/row';
import { shapeOf } from '../core/shapes/detect';
import { allMessages, type Example, type ExampleMessage } from '../core/shapes/example';
import type { Shape } from '../core/shapes/shape';
import type { FeatureContext } from './context';

/** A message and where it stands in its line. */
export interface PlacedMessage {
  readonly message: ExampleMessage;
  readonly span: Span;
}

/** The messages of a line, as far as they are looked at; in a long line with no more than the beginning of long texts. */
export interface PlacedMessages {
  readonly shown: readonly PlacedMessage[];
  /** How many the line has. */
  readonly count: number;
  readonly example: Example;
  readonly shape: Shape;
}

/** Of a line with more messages than this only the first are placed. */
export const mostMessages = 200;

// UTF-16 units of lines: more than a screen shows, but not what somebody scrolls through in a day.
const mostKept = 500_000;

interface Kept {
  readonly fileShape: Shape;
  readonly placed: PlacedMessages | undefined;
}

const kept = new WeakMap<TrainingFile, Recent<Row, Kept>>();

/** The messages of a row in the order of reading; undefined for rows that are no example. Those asked for last are kept. */
export function placedMessages({ file }: FeatureContext, row: Row): PlacedMessages | undefined {
  const fileShape = file.check?.context.fileShape;
  if (!fileShape) return undefined;
  let ofFile = kept.get(file);
  if (!ofFile) {
    ofFile = new Recent(mostKept);
    kept.set(file, ofFile);
  }
  const known = ofFile.get(row);
  if (known?.fileShape === fileShape) return known.placed;
  const { text } = row;
  const placed = place(text, fileShape);
  ofFile.set(row, { fileShape, placed }, text.length);
  return placed;
}

function place(text: string, fileShape: Shape): PlacedMessages | undefined {
  const parsed = structureOf(text, () => parseLine(text));
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const shape = shapeOf(parsed.value, fileShape);
  if (!shape) return undefined;
  const example = shape.read(parsed.value);
  const all = allMessages(example);
  const first = all.slice(0, mostMessages);
  const spans = valueSpans(
    text,
    first.map(({ path }) => path),
  );
  const shown = first.flatMap((message, index) => {
    const span = spans[index];
    return span ? [{ message, span }] : [];
  });
  return { shown, count: all.length, example, shape };
}
