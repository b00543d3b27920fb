import type { Finding, Fix } from '../finding';
import { applyEdits, type LineEdit } from '../json/edits';
import { type Row, splitRows } from '../rows/row';
import type { Work } from '../work';
import type { FileCheck, LocatedFinding } from './fileCheck';

/** Rows that take the place of others. */
export interface RowsReplacement {
  /** Index of the first row replaced. */
  readonly start: number;
  readonly removed: number;
  /** The texts of the rows put in, without line breaks; none deletes the rows. */
  readonly lines: readonly string[];
}

/** What applying a fix to the line where its finding stands comes to; undefined when the fix no longer fits the line. */
export function replacementOf({ line, row }: Pick<LocatedFinding, 'line' | 'row'>, fix: Fix): RowsReplacement | undefined {
  const [first] = fix.edits;
  if (first?.op === 'delete-line') return { start: line, removed: 1, lines: [] };
  if (first?.op === 'rewrite-file') return undefined;
  if (first?.op === 'replace-lines') return { start: line, removed: first.count, lines: first.lines };
  const text = applyEdits(row.text, fix.edits as readonly LineEdit[]);
  return text === undefined ? undefined : { start: line, removed: 1, lines: splitRows(text).map((each) => each.text) };
}

/** Tells which remedies to apply to a finding; the first that it takes is applied. */
export type FixFilter = (fix: Fix, finding: Finding) => boolean;

/** The safe fixes of every rule, or of one. */
export function safeFixes(rule?: string): FixFilter {
  return (fix, finding) => fix.kind === 'fix' && (rule === undefined || finding.rule === rule);
}

/** A fix may uncover the next fault of its line (a repaired line shows a wrong role), but no line needs this many rounds. */
export const maxRounds = 20;

/**
 * Applies fixes until none is left: to lines first and then to the file, each round on what the last one left. It
 * changes `check`, whose rows are the result, so hand in one that is your own.
 */
export function* fixAll(check: FileCheck, wanted: FixFilter): Work<{ readonly rounds: number; readonly applied: number }> {
  let applied = 0;
  for (let round = 0; round < maxRounds; round++) {
    yield* check.checkAll();
    const replacements = oneRound(check.findings(), wanted);
    if (replacements.length === 0) return { rounds: round, applied };
    applied += replacements.length;
    replaceAll(check, replacements);
  }
  return { rounds: maxRounds, applied };
}

function replaceAll(check: FileCheck, replacements: readonly RowsReplacement[]): void {
  const last = replacements.at(-1);
  const before = last && check.line(last.start - 1);
  if (last && before && last.lines.length === 0 && check.lineBreaks(last.start, last.removed).last === '') {
    // The file's last row goes with the line break before it.
    check.replaceRows(last.start - 1, last.removed + 1, [{ text: before.row.text, lineBreak: '' }]);
    replaceAll(check, replacements.slice(0, -1));
    return;
  }
  check.replaceMany(
    replacements.map(({ start, removed, lines }) => {
      const breaks = check.lineBreaks(start, removed);
      const texts = lines.length === 0 && breaks.last === '' ? [''] : lines;
      const rows = texts.map((text, index): Row => ({ text, lineBreak: index < lines.length - 1 ? breaks.usual : breaks.last }));
      return { start, removed, rows };
    }),
  );
}

/** At most one replacement a row, in the order of rows. */
function oneRound(findings: readonly LocatedFinding[], wanted: FixFilter): RowsReplacement[] {
  const replacements: RowsReplacement[] = [];
  let free = 0;
  for (const located of findings) {
    if (located.line < free) continue;
    const fix = located.finding.fixes?.find((each) => wanted(each, located.finding));
    const replacement = fix && replacementOf(located, fix);
    if (!replacement) continue;
    replacements.push(replacement);
    free = replacement.start + replacement.removed;
  }
  return replacements;
}
