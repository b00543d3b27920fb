import type { Edit } from '../finding';
import { isObject } from './parse';
import type { Path } from './path';
import { nodeAt, type PositionedLine, positionLine, type Span } from './positions';

/** A change to one line: UTF-16 offsets from its start. */
export interface SpanEdit extends Span {
  readonly text: string;
}

/** An edit that stays within its line. */
export type LineEdit = Exclude<Edit, { op: 'delete-line' | 'replace-lines' | 'rewrite-file' }>;

/** What an edit within a line comes to in its text; undefined when the line no longer holds what it is about. */
export function spanEdit(line: PositionedLine, edit: LineEdit): SpanEdit | undefined {
  switch (edit.op) {
    case 'replace':
      return edit.end <= line.text.length ? edit : undefined;
    case 'set':
      return setValue(line, edit.path, edit.value);
    case 'enclose':
      return enclose(line, edit.path);
    case 'rename':
      return renameKey(line, edit.path, edit.key);
    case 'remove':
      return remove(line, edit.path);
  }
}

/** The line after the edits, each applied to what the one before it left; undefined when one no longer fits the line. */
export function applyEdits(text: string, edits: readonly LineEdit[]): string | undefined {
  let result: string | undefined = text;
  for (const edit of edits) {
    const change: SpanEdit | undefined = result === undefined ? undefined : spanEdit(positionLine(result), edit);
    result = change && result !== undefined ? applyChange(result, change) : undefined;
  }
  return result;
}

/** The text after a change. */
export function applyChange(text: string, { start, end, text: inserted }: SpanEdit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** One change for many that stand in order; undefined when some overlap. */
export function joinChanges(text: string, changes: readonly SpanEdit[]): SpanEdit | undefined {
  const start = changes[0]?.start ?? 0;
  let end = start;
  const pieces: string[] = [];
  for (const change of changes) {
    if (change.start < end) return undefined;
    pieces.push(text.slice(end, change.start), change.text);
    end = change.end;
  }
  return { start, end, text: pieces.join('') };
}

/** A change without what it leaves as it is at either end. */
export function trimmedChange(text: string, { start, end, text: inserted }: SpanEdit): SpanEdit {
  const { start: from, end: to, text: rest } = smallestChange(text.slice(start, end), inserted);
  return { start: start + from, end: start + to, text: rest };
}

/** The smallest single change that makes `before` into `after`, so that cursors and undo stay where they were. */
export function smallestChange(before: string, after: string): SpanEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}

function setValue(line: PositionedLine, path: Path, value: unknown): SpanEdit | undefined {
  const node = nodeAt(line, path);
  const spelled = stringifyLike(line.text, value);
  if (node) return { start: node.offset, end: node.offset + node.length, text: spelled };
  const key = path.at(-1);
  const parent = nodeAt(line, path.slice(0, -1));
  if (parent?.type !== 'object' || typeof key !== 'string') return undefined;
  const spacing = spacingOf(line.text);
  const last = parent.children?.at(-1);
  const end = last ? last.offset + last.length : parent.offset + 1;
  return { start: end, end, text: `${last ? `,${spacing}` : ''}${JSON.stringify(key)}:${spacing}${spelled}` };
}

function enclose(line: PositionedLine, path: Path): SpanEdit | undefined {
  const node = nodeAt(line, path);
  if (!node) return undefined;
  const span = { start: node.offset, end: node.offset + node.length };
  return { ...span, text: JSON.stringify(line.text.slice(span.start, span.end)) };
}

function renameKey(line: PositionedLine, path: Path, key: string): SpanEdit | undefined {
  const node = nodeAt(line, path)?.parent?.children?.[0];
  if (node?.parent?.type !== 'property') return undefined;
  return { start: node.offset, end: node.offset + node.length, text: JSON.stringify(key) };
}

function remove(line: PositionedLine, path: Path): SpanEdit | undefined {
  const value = nodeAt(line, path);
  const entry = value?.parent?.type === 'property' ? value.parent : value;
  const siblings = entry?.parent?.children;
  if (!entry || !siblings) return undefined;
  const index = siblings.indexOf(entry);
  const next = siblings[index + 1];
  if (next) return { start: entry.offset, end: next.offset, text: '' };
  const previous = siblings[index - 1];
  return { start: previous ? previous.offset + previous.length : entry.offset, end: entry.offset + entry.length, text: '' };
}

/** JSON on one line with the spacing that the line itself uses: `{"a": 1}` where the line writes `": "`, else `{"a":1}`. */
export function stringifyLike(text: string, value: unknown): string {
  return spacingOf(text) === '' ? JSON.stringify(value) : spaced(value);
}

function spacingOf(text: string): '' | ' ' {
  return /"\s*:\s/.test(text.slice(0, 2000)) ? ' ' : '';
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`)
    .join(', ')}}`;
}
