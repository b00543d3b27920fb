import type { Finding, Fix } from '../finding';
import { applyChange, applyEdits, joinChanges, type LineEdit, type SpanEdit, spanEdit } from '../json/edits';
import type { Path } from '../json/path';
import { type PositionedLine, positionLine } from '../json/positions';
import { type Row, splitRows } from '../rows/row';
import type { Rule } from '../rules/rule';

/** Rows that take the place of others. */
export interface RowsReplacement {
  /** Index of the first row replaced. */
  readonly start: number;
  readonly removed: number;
  /** The texts of the rows put in, without line breaks; none deletes the rows. */
  readonly lines: readonly string[];
}

/** Tells which remedies to apply to a finding; the first that it takes is applied. */
export type FixFilter = (fix: Fix, finding: Finding) => boolean;

/** A finding of one line. */
export interface FoundInLine {
  readonly line: number;
  readonly row: Row;
  readonly finding: Finding;
}

/** A line that was mended, or several together. */
export interface Mended {
  readonly replacement: RowsReplacement;
  /** How many fixes were applied. */
  readonly applied: number;
}

/** What applying a fix to the line where its finding stands comes to; undefined when the fix no longer fits the line. */
export function replacementOf({ line, row }: Pick<FoundInLine, 'line' | 'row'>, fix: Fix): RowsReplacement | undefined {
  const [first] = fix.edits;
  if (first?.op === 'delete-line') return { start: line, removed: 1, lines: [] };
  if (first?.op === 'rewrite-file') return undefined;
  if (first?.op === 'replace-lines') return { start: line, removed: first.count, lines: first.lines };
  const text = applyEdits(row.text, fix.edits as readonly LineEdit[]);
  return text === undefined ? undefined : { start: line, removed: 1, lines: splitRows(text).map((each) => each.text) };
}

/** Whether a fix still fits its line, as `replacementOf` would find; many are asked about at the cost of reading the line once. */
export function fits(line: PositionedLine, { edits }: Fix): boolean {
  const [first, ...others] = edits;
  if (first?.op === 'delete-line' || first?.op === 'replace-lines') return true;
  if (first?.op === 'rewrite-file') return false;
  return (first && others.length === 0 ? spanEdit(line, first) : applyEdits(line.text, edits as readonly LineEdit[])) !== undefined;
}

/** The rules whose fixes may be applied together where they change different messages: what they count on, and by their ids. */
export type Apart = ReadonlyMap<string, 'message' | 'messages'>;

/** Those of rules that see one message each, and of those that say so of themselves. */
export function mendingApart(rules: readonly Rule[]): Apart {
  const apart = new Map<string, 'message' | 'messages'>();
  for (const { id, about, mendsApart } of rules) {
    if (about === 'message') apart.set(id, 'message');
    else if (mendsApart) apart.set(id, 'messages');
  }
  return apart;
}

/**
 * Mends a line by the first of its findings that has a wanted fix. Where that is one of messages, what is wanted for others is
 * done with it: conversations may have a fault in each of thousands.
 */
export function mend(findings: readonly FoundInLine[], wanted: FixFilter, apart: Apart): Mended | undefined {
  for (const [index, located] of findings.entries()) {
    const fix = wantedFix(located, wanted);
    if (!fix) continue;
    const together = apart.has(located.finding.rule) ? mendMessages(findings.slice(index), wanted, apart) : undefined;
    if (together) return together;
    const replacement = replacementOf(located, fix);
    if (replacement) return { replacement, applied: 1 };
  }
  return undefined;
}

function wantedFix({ finding }: FoundInLine, wanted: FixFilter): Fix | undefined {
  return finding.fixes?.find((each) => wanted(each, finding));
}

/** Applies the fixes that change different messages; undefined where there are not several. */
function mendMessages(findings: readonly FoundInLine[], wanted: FixFilter, apart: Apart): Mended | undefined {
  const [first] = findings;
  if (!first || findings.length === 1) return undefined;
  const { line, row } = first;
  const changed = new Set<string>();
  const edits: LineEdit[] = [];
  let applied = 0;
  // What reaches further than its messages may change what others count on, and has its turn before them.
  let isTurnOfOther = false;
  for (const located of findings) {
    const fix = wantedFix(located, wanted);
    if (!fix) continue;
    const sees = apart.get(located.finding.rule);
    const messages = sees && messagesOf(fix);
    if (!messages) isTurnOfOther = true;
    else if ((sees === 'message' || !isTurnOfOther) && !messages.some((message) => changed.has(message))) {
      for (const message of messages) changed.add(message);
      edits.push(...(fix.edits as readonly LineEdit[]));
      applied += 1;
    }
  }
  if (applied < 2) return undefined;
  const text = applyTogether(row.text, edits);
  return text === undefined ? undefined : { replacement: { start: line, removed: 1, lines: [text] }, applied };
}

/** The messages that the edits of a fix lie in, by their paths; undefined where one reaches further. */
function messagesOf({ edits }: Fix): readonly string[] | undefined {
  const messages = new Set<string>();
  for (const edit of edits) {
    const own = 'path' in edit ? messageAround(edit.path) : undefined;
    if (own === undefined) return undefined;
    messages.add(own);
  }
  return [...messages];
}

function messageAround(path: Path): string | undefined {
  const index = path.findIndex((step) => typeof step === 'number');
  return index === -1 ? undefined : JSON.stringify(path.slice(0, index + 1));
}

function applyTogether(text: string, edits: readonly LineEdit[]): string | undefined {
  const line = positionLine(text);
  const changes: SpanEdit[] = [];
  for (const edit of edits) {
    const change = spanEdit(line, edit);
    if (!change) return undefined;
    changes.push(change);
  }
  changes.sort((a, b) => a.start - b.start);
  // Two insertions at one place each count on being the only one.
  if (changes.some(({ start }, index) => start === changes[index - 1]?.start)) return undefined;
  const change = joinChanges(text, changes);
  return change && applyChange(text, change);
}
