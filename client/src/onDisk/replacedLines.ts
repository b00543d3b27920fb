import type { DiskCheck, DiskProblem, WrittenExamples } from '../../../server/src/shared/diskProtocol';

/** Lines that were replaced by others, with what was wrong with those and is wrong with these. */
export interface ReplacedLines extends Pick<Extract<WrittenExamples, { readonly mark: number }>, 'line' | 'problems' | 'before' | 'after'> {
  readonly removed: number;
  readonly inserted: number;
}

/** The problems once the lines are replaced: those behind them move, and theirs are exchanged. */
export function problemsAfter(
  problems: readonly DiskProblem[],
  { line, removed, inserted, problems: fresh }: ReplacedLines,
): readonly DiskProblem[] {
  const shift = inserted - removed;
  const before = problems.filter((each) => each.line < line);
  const after = problems.filter((each) => each.line >= line + removed);
  return [...before, ...fresh, ...(shift === 0 ? after : after.map((each) => moved(each, shift)))];
}

function moved({ diagnostic, ...example }: DiskProblem, shift: number): DiskProblem {
  const { start, end } = diagnostic.range;
  const range = {
    start: { line: start.line + shift, character: start.character },
    end: { line: end.line + shift, character: end.character },
  };
  return { ...example, line: example.line + shift, diagnostic: { ...diagnostic, range } };
}

/** The counts by rule; what rules about the whole file found stays as it was until the file is checked again. */
export function rulesAfter(
  rules: DiskCheck['rules'],
  problems: readonly DiskProblem[],
  { line, removed, inserted, before, after }: ReplacedLines,
): DiskCheck['rules'] {
  const isOf = (one: Kind) => (other: Kind) => one.rule === other.rule && one.severity === other.severity;
  const known = rules.map((each) => {
    const gone = before.find(isOf(each))?.count ?? 0;
    const come = after.find(isOf(each))?.count ?? 0;
    const at = each.firstLine;
    const isReplaced = at >= line && at < line + removed;
    const next = isReplaced ? problems.find(({ diagnostic }) => diagnostic.code === each.rule) : undefined;
    const firstLine = next?.line ?? (at < line + removed ? at : at + inserted - removed);
    return { ...each, count: each.count - gone + come, firstLine, first: next ?? { ...each.first, line: firstLine } };
  });
  const fresh = after.filter((each) => !rules.some(isOf(each))).map((each) => ({ ...each, first: { line: each.firstLine } }));
  return [...known.filter(({ count }) => count > 0), ...fresh];
}

type Kind = Pick<DiskCheck['rules'][number], 'rule' | 'severity'>;
