import { openBrackets } from '../core/json/brackets';
import { isObject, parseLine } from '../core/json/parse';
import { readRows } from '../core/rows/readRows';
import type { Row } from '../core/rows/row';
import { detectFileShape, detectionReach, shapeOf } from '../core/shapes/detect';
import type { Shape } from '../core/shapes/shape';

/** What a file holds: training lines, read as they are asked for, with the first of them at hand; or a text. */
export type Content =
  | { readonly shape: Shape; readonly sample: readonly Row[]; readonly rows: AsyncIterable<Row> }
  | {
      readonly shape: undefined;
      readonly text: string;
      /** The shape of records that it holds as training files do, but over several lines or in a list. */
      readonly spread: Shape | undefined;
    };

/**
 * Looks at the first lines of a file and tells what it holds; training data are lines that are examples each. A text is read
 * to its end. Throws as `readRows` does.
 */
export async function contentOf(bytes: AsyncIterable<Uint8Array>, asText: boolean): Promise<Content> {
  const rows = readRows(bytes);
  const first: Row[] = [];
  let more = true;
  while (more && (asText || detectionReach(first) >= first.length)) {
    const next = await rows.next();
    if (next.done) more = false;
    else first.push(next.value);
  }
  const shape = asText ? undefined : detectFileShape(first);
  if (shape && !opensList(first) && first.some(({ text }) => isExample(text, shape)))
    return { shape, sample: first, rows: concatenated(first, rows) };
  const texts = first.map(rowText);
  for await (const row of rows) texts.push(rowText(row));
  return { shape: undefined, text: texts.join(''), spread: shape };
}

// A list of records, or one that is spread over lines, is recognised too, but its lines are none.
function isExample(text: string, shape: Shape): boolean {
  const parsed = parseLine(text);
  return parsed.ok && isObject(parsed.value) && shapeOf(parsed.value, shape) !== undefined;
}

/** Whether the first line opens a list that goes on: its last item may look like an example by itself. */
function opensList(rows: readonly Row[]): boolean {
  const first = rows.find(({ text }) => text.trim() !== '')?.text.trim() ?? '';
  return first.startsWith('[') && openBrackets(first) > 0;
}

function rowText({ text, lineBreak }: Row): string {
  return text + lineBreak;
}

async function* concatenated(first: readonly Row[], rest: AsyncIterable<Row>): AsyncGenerator<Row> {
  yield* first;
  yield* rest;
}
