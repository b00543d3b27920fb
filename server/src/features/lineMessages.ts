import { isObject, parseLine } from '../core/json/parse';
import type { Span } from '../core/json/positions';
import { valueSpans } from '../core/json/valueSpans';
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

/** The messages of a line, as far as they are looked at. */
export interface PlacedMessages {
  readonly shown: readonly PlacedMessage[];
  /** How many the line has. */
  readonly count: number;
  readonly example: Example;
  readonly shape: Shape;
}

/** Of a line with more messages than this only the first are placed. */
export const mostMessages = 200;

const kept = new WeakMap<Row, { readonly fileShape: Shape; readonly placed: PlacedMessages | undefined }>();

/** The messages of a row in the order of reading; undefined for rows that are no example. Kept for as long as the row stays. */
export function placedMessages({ file }: FeatureContext, row: Row): PlacedMessages | undefined {
  const fileShape = file.check?.context.fileShape;
  if (!fileShape) return undefined;
  const known = kept.get(row);
  if (known?.fileShape === fileShape) return known.placed;
  const placed = place(row.text, fileShape);
  kept.set(row, { fileShape, placed });
  return placed;
}

function place(text: string, fileShape: Shape): PlacedMessages | undefined {
  const parsed = parseLine(text);
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
