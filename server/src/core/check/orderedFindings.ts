import type { Finding } from '../finding';
import type { CheckedLine, LocatedFinding } from './checkedLine';

/** What is to be put in the order of lines. */
export interface FoundInFile {
  /** The lines in which something was found, in their order. */
  readonly lines: Iterable<CheckedLine>;
  readonly indexOf: (line: CheckedLine) => number;
  /** What was found in a line beside what its rules say. */
  readonly moreOf: (line: CheckedLine) => readonly Finding[];
  /** What file rules say, in any order. */
  readonly reports: readonly LocatedFinding[];
  /** Whether file rules speak for this line. */
  readonly covered: (index: number) => boolean;
}

/**
 * All findings in the order of lines; of a line what file rules say comes first. Makes new objects only where lines changed or
 * moved: sorting hundreds of thousands after each key would be felt.
 */
export function inOrder({ lines, indexOf, moreOf, reports, covered }: FoundInFile): LocatedFinding[] {
  const sorted = isSorted(reports) ? reports : [...reports].sort((a, b) => a.line - b.line);
  const all: LocatedFinding[] = [];
  let next = 0;
  for (const line of lines) {
    const index = indexOf(line);
    for (let report = sorted[next]; report && report.line <= index; report = sorted[++next]) all.push(report);
    const more = moreOf(line);
    if ((line.findings.length > 0 || more.length > 0) && !covered(index)) for (const each of locatedIn(line, index, more)) all.push(each);
  }
  for (; next < sorted.length; next++) {
    const report = sorted[next];
    if (report) all.push(report);
  }
  return all;
}

/** What was found in a line, with `more`: the same objects as long as the line stays what and where it is. */
export function locatedIn(line: CheckedLine, index: number, more: readonly Finding[]): readonly LocatedFinding[] {
  const { findings, row, located: known } = line;
  if (known?.index === index && known.findings === findings && known.more === more) return known.located;
  const located = [...findings, ...more].map((finding) => ({ line: index, lines: 1, row, finding }));
  line.located = { index, findings, more, located };
  return located;
}

function isSorted(reports: readonly LocatedFinding[]): boolean {
  for (let index = 1; index < reports.length; index++) if ((reports[index - 1]?.line ?? 0) > (reports[index]?.line ?? 0)) return false;
  return true;
}
