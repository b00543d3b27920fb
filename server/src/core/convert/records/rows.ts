import type { JsonObject } from '../../json/parse';
import { positionLine } from '../../json/positions';
import type { Span } from '../reading';
import type { Cell, Row, Table } from '../tables/table';

/** Objects that nobody knows, as a table: their keys are its columns, their texts and numbers its cells. */
export function tableOf(text: string, objects: readonly { readonly value: JsonObject; readonly span: Span }[]): Table | undefined {
  const first = objects[0];
  if (first === undefined) return undefined;
  const names = [...new Set(objects.slice(0, 200).flatMap(({ value }) => Object.keys(value)))];
  // The header stands nowhere; its place is that of the first record.
  const header: Row = {
    cells: names.map((name) => ({ content: name, span: { start: first.span.start, end: first.span.start + 1 }, marks: [] })),
    span: { start: first.span.start, end: first.span.start + 1 },
  };
  return { form: 'records', rows: [header, ...objects.map(({ value, span }) => rowOf(text, names, value, span))], headed: true };
}

function rowOf(text: string, names: readonly string[], value: JsonObject, span: Span): Row {
  const places = new Map<string, Span>();
  const root = positionLine(text.slice(span.start, span.end)).root;
  for (const { children = [] } of root?.children ?? []) {
    const [key, node] = children;
    if (typeof key?.value !== 'string' || node === undefined) continue;
    const quotes = node.type === 'string' ? 1 : 0;
    places.set(key.value, { start: span.start + node.offset + quotes, end: span.start + node.offset + node.length - quotes });
  }
  const cells = names.map((name): Cell => {
    const content = value[name];
    const place = places.get(name) ?? { start: span.start, end: span.start };
    return { content: contentOf(content), span: place, marks: [] };
  });
  return { cells, span };
}

function contentOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
