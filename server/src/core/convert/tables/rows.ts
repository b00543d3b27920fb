import { isBlank } from '../lines';
import type { Choices, ConvertOptions, Note, ReadExample, ReadMessage, ReadResult, Role, Span } from '../reading';
import { systemMessage } from '../trainable';
import { isColumnName, type Mapping, mapColumns } from './columns';
import type { Cell, Row, Table, Tables } from './table';

/** Makes one example of each row that has a question and an answer; columns and rows that are left out are said. */
export function rowsToExamples(text: string, { tables, notes, markup }: Tables, options: ConvertOptions): ReadResult {
  const examples: ReadExample[] = [];
  const said: Note[] = [...notes];
  const marks: Span[] = [...markup];
  let found: Choices['columns'];
  for (const table of tables) {
    const header = headerOf(table, options);
    const body = header === undefined ? table.rows : table.rows.slice(1);
    const width = Math.max(header?.cells.length ?? 0, ...table.rows.slice(0, 1000).map(({ cells }) => cells.length));
    const names = Array.from({ length: width }, (_, index) => nameOf(header?.cells[index], index));
    const mapping = mapColumns(names, meanLengths(body, width), options.columns);
    const unknown = mapping.unknown.filter((name) => found?.unknown.includes(name) ?? true);
    found = { ...(found ?? { names, chosen: chosenOf(names, mapping) }), unknown };
    if (header !== undefined) marks.push(header.span);
    said.push(...notesOn(table, header, names, mapping));
    const headed = table.rows[0]?.cells.length ?? 0;
    const taken = new Set(Object.values(mapping.columns).flat());
    for (const row of body) {
      const beyond = row.cells.find(({ content }, index) => index >= headed && !taken.has(index) && !isBlank(content));
      if (beyond) said.push({ message: 'This row has more cells than the first row; what is in them is left out.', span: beyond.span });
      const example = exampleOf(row, mapping, options, said, marks);
      if (example !== undefined) examples.push(example);
    }
  }
  if (tables.length === 0 || tables.every(({ rows }) => rows.length === 0)) {
    if (said.length === 0) said.push({ message: 'No table was found, so nothing was read.', span: { start: 0, end: text.length } });
  }
  said.sort((a, b) => a.span.start - b.span.start);
  return { examples, notes: said, markup: marks, ...(found && { choices: { columns: found } }) };
}

/** The first row where it is a header: the text, its words or the words below it say so. */
export function headerOf({ rows, headed }: Table, { columns }: ConvertOptions): Row | undefined {
  const [first, ...others] = rows.slice(0, 30);
  if (first === undefined || others.length === 0) return headed ? first : undefined;
  if (headed) return first;
  const names = first.cells.map(({ content }) => content.trim());
  const wanted = Object.values(columns ?? {}).flat();
  if (names.some((name) => wanted.includes(name)) || names.some(isColumnName)) return first;
  const looksNamed = names.every((name) => name !== '' && name.length <= 40 && /\p{L}/u.test(name) && !/[.?!。？！…]$/.test(name));
  const mean = (cells: readonly Cell[]) => cells.reduce((sum, { content }) => sum + content.length, 0) / Math.max(1, cells.length);
  const below = others.reduce((sum, { cells }) => sum + mean(cells), 0) / others.length;
  return looksNamed && new Set(names).size === names.length && below > 2 * mean(first.cells) ? first : undefined;
}

function nameOf(cell: Cell | undefined, index: number): string {
  const name = cell?.content.replace(/\s+/g, ' ').trim() ?? '';
  return name === '' ? String(index + 1) : name;
}

function meanLengths(rows: readonly Row[], width: number): number[] {
  const sums = new Array<number>(width).fill(0);
  for (const { cells } of rows.slice(0, 200))
    for (const [index, { content }] of cells.entries()) sums[index] = (sums[index] ?? 0) + content.length;
  return sums;
}

function chosenOf(names: readonly string[], { columns }: Mapping) {
  const chosen: Partial<Record<Role, readonly string[]>> = {};
  for (const role of ['system', 'user', 'assistant'] as const) {
    const list = columns[role];
    if (list !== undefined) chosen[role] = list.map((index) => names[index] ?? '');
  }
  return chosen;
}

function notesOn(table: Table, header: Row | undefined, names: readonly string[], mapping: Mapping): Note[] {
  const first = table.rows[0];
  if (first === undefined) return [];
  const notes: Note[] = [];
  const { columns, certain, unknown } = mapping;
  const list = (indices: readonly number[]) => {
    const quoted = indices.map((index) => `“${names[index]}”`);
    return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
  };
  for (const name of unknown)
    notes.push({ message: `No column is called “${name}”; the columns are ${list([...names.keys()])}.`, span: first.span });
  if (!certain && columns.user !== undefined && columns.assistant !== undefined)
    notes.push({
      message: `Column ${list(columns.user)} is taken for the user, ${list(columns.assistant)} for the assistant.`,
      span: first.span,
    });
  if (header === undefined) notes.push({ message: 'The table has no header; its columns are called by their numbers.', span: first.span });
  const taken = new Set(Object.values(columns).flat());
  // What stands only in rows that have more cells is said of those.
  const others = [...names.keys()].filter((index) => !taken.has(index) && index < first.cells.length);
  const left = others.flatMap((index) => first.cells[index] ?? [])[0];
  if (left !== undefined)
    notes.push({
      message: `Column${others.length > 1 ? 's' : ''} ${list(others)} ${others.length > 1 ? 'are' : 'is'} left out.`,
      span: left.span,
    });
  return notes;
}

function exampleOf(row: Row, { columns }: Mapping, options: ConvertOptions, notes: Note[], markup: Span[]): ReadExample | undefined {
  const system = messageOf(row, 'system', columns.system ?? []);
  const user = messageOf(row, 'user', columns.user ?? []);
  const assistant = messageOf(row, 'assistant', columns.assistant ?? []);
  if (user === undefined || assistant === undefined) {
    const lacking = user === undefined ? (assistant === undefined ? 'question and answer' : 'question') : 'answer';
    notes.push({
      message: `The ${lacking} of this row ${lacking.includes(' ') ? 'are' : 'is'} empty; the row is left out.`,
      span: row.span,
      costsExample: true,
    });
    return undefined;
  }
  const messages = [...(system === undefined ? systemMessage(options) : [system.message]), user.message, assistant.message];
  markRest(row, [system, user, assistant], markup);
  return { messages };
}

interface Filled {
  readonly message: ReadMessage;
  readonly cells: readonly Cell[];
}

function messageOf(row: Row, role: Role, columns: readonly number[]): Filled | undefined {
  const cells = columns.flatMap((index) => row.cells[index] ?? []).filter(({ content }) => !isBlank(content));
  const first = cells[0];
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const content = cells.map((cell) => cell.content.trim()).join('\n\n');
  return { message: { role, content, span: { start: first.span.start, end: last.span.end } }, cells };
}

// What no message holds: the signs between cells, and the columns that a note leaves out.
function markRest(row: Row, filled: readonly (Filled | undefined)[], markup: Span[]): void {
  const cells = filled.flatMap((each) => each?.cells ?? []).toSorted((a, b) => a.span.start - b.span.start);
  let at = row.span.start;
  for (const { span, marks } of cells) {
    if (span.start > at) markup.push({ start: at, end: span.start });
    for (const mark of marks) markup.push(mark);
    at = span.end;
  }
  if (row.span.end > at) markup.push({ start: at, end: row.span.end });
}
