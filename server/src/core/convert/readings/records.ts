import type { JsonObject } from '../../json/parse';
import { shapeOf } from '../../shapes/detect';
import type { ConvertOptions, Detection, Note, ReadExample, Reading, ReadResult, Span } from '../reading';
import { exampleOf, objectAt } from '../records/example';
import { tableOf } from '../records/rows';
import { objectsIn } from '../records/values';
import { sampleOf } from '../sample';
import { isColumnName } from '../tables/columns';
import { rowsToExamples } from '../tables/rows';

/** Records as JSON: a list, lines of another shape, objects spread over lines; of a known shape, or with keys to be chosen. */
export const records: Reading = {
  id: 'records',
  title: 'Records',
  detect: (text) => detect(sampleOf(text)),
  read,
};

const judged = 20;

interface Found {
  readonly value: JsonObject;
  readonly span: Span;
}

function detect(text: string): Detection {
  const none = { confidence: 0, reason: 'no records were found' };
  if (!/^[\s\uFEFF]*[[{]/.test(text)) return none;
  const { values } = objectsIn(text, judged);
  const objects = values.map((span) => objectAt(text, span)).filter((value) => value !== undefined);
  const shapes = objects.map((value) => shapeOf(value, undefined)).filter((shape) => shape !== undefined);
  const [shape] = shapes;
  if (shape !== undefined && 2 * shapes.length >= values.length)
    return { confidence: 0.98 * (shapes.length / values.length), reason: `records of ${shape.name}` };
  const keyed = objects.filter((value) => Object.values(value).filter((each) => typeof each === 'string').length > 1);
  if (keyed.length === 0) return none;
  const named = keyed.filter((value) => Object.keys(value).some(isColumnName));
  const telling = 2 * named.length >= keyed.length ? 0.94 : 0.4;
  return { confidence: telling * (keyed.length / Math.max(1, values.length)), reason: `records with ${listed(keyed[0] ?? {})}` };
}

function listed(value: JsonObject): string {
  const keys = Object.keys(value).map((key) => `“${key}”`);
  return `${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ' …' : ''}`;
}

function read(text: string, options: ConvertOptions): ReadResult {
  const { values, notes: strays } = objectsIn(text);
  const examples: ReadExample[] = [];
  const notes: Note[] = [...strays];
  const markup: Span[] = [];
  const unknown: Found[] = [];
  for (const span of values) {
    const value = objectAt(text, span);
    const shape = value && shapeOf(value, undefined);
    if (value === undefined) notes.push({ message: 'This record is no valid JSON and is left out.', span, costsExample: true });
    else if (shape === undefined || options.columns !== undefined) unknown.push({ value, span });
    else {
      const example = exampleOf(text, { value, shape, span }, options, notes);
      if (example !== undefined) examples.push(example);
      around(span, example, markup);
    }
  }
  const table = tableOf(text, unknown);
  const rest = table && rowsToExamples(text, { tables: [table], notes: [], markup: [] }, options);
  if (values.length === 0 && notes.length === 0)
    notes.push({ message: 'No records were found, so nothing was read.', span: { start: 0, end: text.length } });
  between(text, values, markup);
  return {
    examples: [...examples, ...(rest?.examples ?? [])],
    notes: [...notes, ...(rest?.notes ?? [])].sort((a, b) => a.span.start - b.span.start),
    markup: [...markup, ...(rest?.markup ?? [])],
    ...(rest?.choices && { choices: rest.choices }),
  };
}

// What of a record is no message: keys, brackets, and what a note leaves out.
function around(span: Span, example: ReadExample | undefined, markup: Span[]): void {
  const spans = (example?.messages ?? []).flatMap((message) => message.span ?? []).toSorted((a, b) => a.start - b.start);
  let at = span.start;
  for (const { start, end } of spans) {
    if (start > at) markup.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < span.end) markup.push({ start: at, end: span.end });
}

// Brackets and commas of a list.
function between(text: string, values: readonly Span[], markup: Span[]): void {
  let at = 0;
  for (const { start, end } of [...values, { start: text.length, end: text.length }]) {
    for (const { index, 0: signs } of text.slice(at, start).matchAll(/[[\],\s\uFEFF]+/g))
      markup.push({ start: at + index, end: at + index + signs.length });
    at = end;
  }
}
