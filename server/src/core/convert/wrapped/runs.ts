import { fenceSpans, insideOf } from '../fences';
import { isRule } from '../horizontalRule';
import { splitLines } from '../lines';
import { columnsOf, firstWordColumns } from './columns';

/** A line break within a paragraph that may be there only because the line was full. */
export interface Break {
  /** The index of the line before it. */
  readonly line: number;
  /** The columns of that line, with what stood before it in the text. */
  readonly columns: number;
  /** The columns that the line would have had with the next word. */
  readonly reach: number;
  readonly before: string;
  readonly after: string;
}

/** The breaks of one paragraph, in order. */
export type Run = readonly Break[];

const notProse = [
  // Lists, in letters too.
  /^\s*(?:[-*+•‣◦·–—]\s|\(?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|\[[ xX]\]\s)/,
  // Titles, quotations, tables, markup, definitions of links.
  /^ {0,3}#{1,6}\s|^\s*>|^\s*\||\|.*\||^\s*<[/!?\p{L}]|^\s*\[[^\]]+\]:\s/u,
  // The underlines of titles, and fences.
  /^\s*(?:=+|-{2,}|```.*|~~~.*)$/,
  // Code that stands there without a fence.
  /[{};]\s*$|=>|[=!]=|^\s*(?:\/\/|\/\*|\$ )|^(?: {0,3}\t| {4})/,
];
const listed = notProse[0] ?? /$^/;
// What begins like a label is no continuation: an address, the head of a letter.
const label = /^\p{Lu}[\p{L}\p{N} -]{0,24}:(?:\s|$)/u;
const hardBreak = /(?: {2,}|\\)$/;
// No one wraps lines at this width, and no expression is to look for long.
const longest = 400;

/** The paragraphs of a message that have more than one line; `prefix` columns stood before its first line. Lists, code, tables and titles are none. */
export function runsOf(content: string, prefix: number): readonly Run[] {
  if (!content.includes('\n')) return [];
  const lines = splitLines(content);
  const inside = insideOf(fenceSpans(content, lines));
  const texts = hanging(
    lines.map(({ start, end }) => content.slice(start, end)),
    prefix,
  );
  const runs: Run[] = [];
  let run: Break[] = [];
  let inList = false;
  let last: string | undefined;
  const finish = () => {
    if (run.length > 0) runs.push(run);
    run = [];
    last = undefined;
  };
  for (const [index, text] of texts.entries()) {
    const isInside = inside(lines[index]?.start ?? 0);
    if (text.trim() === '') inList = false;
    else if (listed.test(text)) inList = true;
    const isProse =
      !isInside && !inList && text.trim() !== '' && text.length <= longest && !isRule(text) && !notProse.some((form) => form.test(text));
    if (!isProse) {
      finish();
      continue;
    }
    if (last !== undefined && (hardBreak.test(last) || label.test(text) || !isAligned(last, text, index === 1))) finish();
    if (last !== undefined) {
      const before = last.trimEnd();
      const after = text.trimStart();
      const columns = columnsOf(before) + (index === 1 ? prefix : 0);
      run.push({ line: index - 1, columns, reach: columns + firstWordColumns(before, after), before, after });
    }
    last = text;
  }
  finish();
  return runs;
}

// A paragraph may begin with an indent, never go on with a larger one.
function isAligned(before: string, after: string, isFirst: boolean): boolean {
  const difference = indentOf(after) - indentOf(before);
  return difference === 0 || (difference < 0 && isFirst) || (difference < 0 && indentOf(after) === 0);
}

// Behind a label the lines of a turn may hang below its first word, which is no indent of theirs.
function hanging(texts: readonly string[], prefix: number): readonly string[] {
  const indents = texts.slice(1).flatMap((text) => (text.trim() === '' ? [] : [indentOf(text)]));
  const common = indents.reduce((least, indent) => Math.min(least, indent), Infinity);
  if (prefix === 0 || indents.length === 0 || common === 0) return texts;
  return texts.map((text, index) => (index === 0 ? text : text.slice(Math.min(common, indentOf(text)))));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
