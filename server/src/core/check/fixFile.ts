import type { Row } from '../rows/row';
import { type Work, within } from '../work';
import type { FileCheck, LocatedFinding } from './fileCheck';
import { type Apart, type FixFilter, type Mended, mend, mendingApart, type RowsReplacement } from './mendLine';

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
  const apart = mendingApart(check.options.rules);
  let applied = 0;
  for (let round = 0; round < maxRounds; round++) {
    // Nobody knows how many rounds there will be: each does half of what is left.
    const done = 1 - 0.5 ** round;
    const left = 1 - done;
    yield* within(check.checkAll(), done, done + left / 4);
    const mended = yield* within(oneRound(check.findings(), wanted, apart), done + left / 4, done + left / 2);
    if (mended.length === 0) return { rounds: round, applied };
    applied += mended.reduce((sum, each) => sum + each.applied, 0);
    replaceAll(
      check,
      mended.map(({ replacement }) => replacement),
    );
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
function* oneRound(findings: readonly LocatedFinding[], wanted: FixFilter, apart: Apart): Work<Mended[]> {
  const round: Mended[] = [];
  let free = 0;
  let next = 0;
  for (let first = findings[0]; first; first = findings[next]) {
    yield next / findings.length;
    const { line } = first;
    const start = next;
    while (findings[next]?.line === line) next += 1;
    const mended = line < free ? undefined : mend(findings.slice(start, next), wanted, apart);
    if (!mended) continue;
    round.push(mended);
    free = mended.replacement.start + mended.replacement.removed;
  }
  return round;
}
