import { nestingDepth } from '../core/json/brackets';
import { isArray, isObject, type JsonObject, member, parseLine } from '../core/json/parse';
import { unitsOf } from '../core/rows/fileRow';
import type { Row } from '../core/rows/row';

/** What the lines of a file have in common, for offering it again. */
export interface FileHabits {
  /** The system prompts in use, the most frequent first. */
  readonly systemPrompts: readonly string[];
  /** The one that at least half of them are, if it is used again or the only one: what a new example would have. */
  readonly dominantSystemPrompt: string | undefined;
  /** The names of declared and called tools, the most frequent first. */
  readonly toolNames: readonly string[];
  /** The `tools` of most lines that declare any. */
  readonly tools: readonly unknown[] | undefined;
}

/** What one line adds to the habits of its file. */
interface RowHabits {
  readonly systemPrompts: readonly string[];
  readonly toolNames: readonly string[];
  /** The declared tools as JSON. */
  readonly tools: string | undefined;
}

// The head of a file tells its habits, and the neighbourhood of the cursor those of its part of the file.
const headRows = 1000;
const nearRows = 500;

/** Text that is read for one answer, which takes some milliseconds; what remains is read for the next ones. */
const readAtOnce = 1_000_000;

// Beyond these a row is no example to follow, and writing it out again might exhaust the stack.
const longestRow = 500_000;
const deepestRow = 400;
const none: RowHabits = { systemPrompts: [], toolNames: [], tools: undefined };
const known = new WeakMap<Row, RowHabits>();

/**
 * The habits of the first rows and of those around `line`, 2000 rows at the most, as far as they are read. A row is parsed once for as
 * long as it is unchanged, and only if a word in it promises something, so that an answer costs some thousand look-ups however long
 * the file is.
 */
export function fileHabits(rows: readonly Row[], line: number): FileHabits {
  const prompts = new Map<string, number>();
  const names = new Map<string, number>();
  const tools = new Map<string, number>();
  readAround(rows, line);
  const add = (row: Row | undefined): void => {
    const habits = row && known.get(row);
    if (!habits) return;
    for (const prompt of habits.systemPrompts) count(prompts, prompt);
    for (const name of habits.toolNames) count(names, name);
    if (habits.tools !== undefined) count(tools, habits.tools);
  };
  const head = Math.min(headRows, rows.length);
  for (let index = Math.max(head, line - nearRows); index < Math.min(rows.length, line + nearRows); index++) {
    if (index !== line) add(rows[index]);
  }
  for (let index = 0; index < head; index++) if (index !== line) add(rows[index]);
  const [usualTools] = byFrequency(tools);
  const systemPrompts = byFrequency(prompts);
  return {
    systemPrompts,
    dominantSystemPrompt: systemPrompts[0] !== undefined && dominates(prompts, systemPrompts[0]) ? systemPrompts[0] : undefined,
    toolNames: byFrequency(names),
    tools: usualTools === undefined ? undefined : (JSON.parse(usualTools) as readonly unknown[]),
  };
}

/** Reads as much as one answer may, the nearest rows first. */
function readAround(rows: readonly Row[], line: number): void {
  let left = readAtOnce;
  const read = (row: Row | undefined): void => {
    if (!row || known.has(row)) return;
    const units = unitsOf(row);
    if (units > left) return;
    left -= units;
    known.set(row, rowHabits(row.text));
  };
  for (let distance = 1; distance <= nearRows; distance++) {
    read(rows[line - distance]);
    read(rows[line + distance]);
  }
  for (let index = 0; index < headRows; index++) if (index !== line) read(rows[index]);
}

function rowHabits(text: string): RowHabits {
  if (text.length > longestRow || !/"(?:system|developer|tools|tool_calls)"/.test(text)) return none;
  const parsed = nestingDepth(text) > deepestRow ? undefined : parseLine(text);
  if (!parsed?.ok || !isObject(parsed.value)) return none;
  const { value } = parsed;
  const input = member(value, 'input');
  const messages = [member(value, 'messages'), isObject(input) ? member(input, 'messages') : undefined, member(value, 'preferred_output')]
    .filter(isArray)
    .flat()
    .filter(isObject);
  const declared = member(value, 'tools') ?? (isObject(input) ? member(input, 'tools') : undefined);
  const tools = isArray(declared) && declared.length > 0 ? declared : undefined;
  return {
    systemPrompts: messages.flatMap((message) => systemPrompt(message)),
    toolNames: [...new Set([...(tools ?? []), ...messages.flatMap(calls)].flatMap(functionName))],
    tools: tools && JSON.stringify(tools),
  };
}

function systemPrompt(message: JsonObject): readonly string[] {
  const { role, content } = message;
  return (role === 'system' || role === 'developer') && typeof content === 'string' && content !== '' ? [content] : [];
}

function calls(message: JsonObject): readonly unknown[] {
  const list = member(message, 'tool_calls');
  return isArray(list) ? list : [];
}

/** The name of the function that a tool declares or a call calls. */
function functionName(tool: unknown): readonly string[] {
  const called = isObject(tool) ? member(tool, 'function') : undefined;
  const name = isObject(called) ? member(called, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? [name] : [];
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function dominates(counts: ReadonlyMap<string, number>, key: string): boolean {
  const uses = counts.get(key) ?? 0;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return (uses > 1 || all === 1) && 2 * uses >= all;
}

function byFrequency(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
