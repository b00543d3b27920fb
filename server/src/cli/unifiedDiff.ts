import type { RowsReplacement } from '../core/check/mendLine';
import type { Row } from '../core/rows/row';

const context = 3;
const noNewline = '\\ No newline at end of file\n';

/** A run of lines that stands in the place of others: indexes from 0, ends not included. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** The change of a file as a unified diff that `patch` and `git apply` take; empty when there is none. */
export function unifiedDiff(path: string, before: readonly Row[], after: readonly Row[], changes: readonly RowsReplacement[]): string {
  if (changes.length === 0) return '';
  const old = linesOf(before);
  const made = linesOf(after);
  // To a diff a lone carriage return ends no line, so rows are not its lines where there is one.
  const moved = [before, after].some((rows) => rows.some(({ lineBreak }) => lineBreak === '\r'))
    ? whole(old, made)
    : byRow(changes, old, made);
  const name = path.replace(/^\/+/, '');
  return `--- ${quoted(`a/${name}`)}\n+++ ${quoted(`b/${name}`)}\n${hunks(moved)
    .map((hunk) => printHunk(hunk, old, made))
    .join('')}`;
}

/** The lines with their line breaks; what follows the last line break is a line only when it is not empty. */
function linesOf(rows: readonly Row[]): string[] {
  const lines: string[] = [];
  let begun = '';
  for (const { text, lineBreak } of rows) {
    begun += text + lineBreak;
    if (lineBreak === '\r') continue;
    if (begun !== '') lines.push(begun);
    begun = '';
  }
  if (begun !== '') lines.push(begun);
  return lines;
}

function byRow(changes: readonly RowsReplacement[], old: readonly string[], made: readonly string[]): Change[] {
  let shift = 0;
  return changes.map(({ start, removed, lines }) => {
    const afterStart = start + shift;
    shift += lines.length - removed;
    // The empty row behind the last line break is no line.
    return {
      start: Math.min(start, old.length),
      end: Math.min(start + removed, old.length),
      afterStart: Math.min(afterStart, made.length),
      afterEnd: Math.min(afterStart + lines.length, made.length),
    };
  });
}

function whole(old: readonly string[], made: readonly string[]): Change[] {
  const shorter = Math.min(old.length, made.length);
  let start = 0;
  while (start < shorter && old[start] === made[start]) start += 1;
  let kept = 0;
  while (kept < shorter - start && old.at(-1 - kept) === made.at(-1 - kept)) kept += 1;
  return [{ start, end: old.length - kept, afterStart: start, afterEnd: made.length - kept }];
}

/** Changes whose surroundings touch stand in one hunk. */
function hunks(changes: readonly Change[]): (readonly Change[])[] {
  const all: Change[][] = [];
  for (const change of changes) {
    const last = all.at(-1);
    const before = last?.at(-1);
    if (last && before && change.start - before.end <= 2 * context) last.push(change);
    else all.push([change]);
  }
  return all;
}

function printHunk(changes: readonly Change[], old: readonly string[], made: readonly string[]): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (!first || !last) return '';
  const lead = Math.min(context, first.start);
  const tail = Math.min(context, old.length - last.end);
  const parts: string[] = [];
  let done = first.start - lead;
  for (const { start, end, afterStart, afterEnd } of changes) {
    parts.push(
      printLines(' ', old.slice(done, start)),
      printLines('-', old.slice(start, end)),
      printLines('+', made.slice(afterStart, afterEnd)),
    );
    done = end;
  }
  parts.push(printLines(' ', old.slice(done, done + tail)));
  const head = `@@ -${extent(first.start - lead, last.end + tail)} +${extent(first.afterStart - lead, last.afterEnd + tail)} @@\n`;
  return head + parts.join('');
}

function printLines(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark}${line}${line.endsWith('\n') ? '' : `\n${noNewline}`}`).join('');
}

/** Line numbers count from 1; an empty extent is named by the line before it. */
function extent(start: number, end: number): string {
  const count = end - start;
  return `${count === 0 ? start : start + 1},${count}`;
}

/** Quoted as git does, where a plain name would be misread. */
function quoted(path: string): string {
  return /["\\\p{Cc}]/u.test(path) ? JSON.stringify(path) : /\s/.test(path) ? `${path}\t` : path;
}
