import type { FileBytes } from '../bytes/fileBytes';
import type { Severity } from '../finding';
import type { Place } from '../json/path';
import type { ExampleLines } from '../project/exampleLines';
import type { Row } from '../rows/row';
import type { FileLine, FileReport, FileRuleState, FileView, LineKeeping } from '../rules/rule';
import type { LocatedFinding } from './checkedLine';
import type { CheckOptions } from './checkPlan';

/** The lines of a file as file rules see them, and their rows. */
export interface FileLines extends FileView {
  /** A line's row; without its text where a stream has forgotten it. */
  readonly rowOf: (line: FileLine) => Row;
}

/** A file as its rules see it: these lines as they are now, and what is known of its bytes by then. */
export function fileLines(
  lines: Pick<FileView, 'at'> & { readonly length: number },
  bytes: () => FileBytes | undefined,
  ofLine: Pick<FileLines, 'textOf' | 'rowOf' | 'indexOf'>,
): FileLines {
  return {
    get count() {
      return lines.length;
    },
    get bytes() {
      return bytes();
    },
    at: (index) => lines.at(index),
    ...ofLine,
  };
}

/** What file rules say, and which lines (indexes from 0) they speak for instead of the line rules. */
export interface FileFindings {
  readonly reports: readonly LocatedFinding[];
  readonly covered: (line: number) => boolean;
  /** How many records do not stand on a line of their own; counted when it is asked. */
  readonly spreadRecords: () => number;
}

interface PlannedFileRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly state: FileRuleState;
  /** What the rule said last, for as long as it would say the same. */
  last?: { readonly revision: number | undefined; readonly shifts: number; readonly reports: readonly LocatedReport[] };
}

interface LocatedReport {
  readonly located: LocatedFinding;
  readonly covers: number;
  readonly records: FileReport['records'];
  readonly shifts: number;
}

/** The rules about the whole of one file, with what they remember of it. */
export class FileRules {
  readonly #planned: readonly PlannedFileRule[];
  readonly #lines: FileLines;
  readonly #onRuleError: CheckOptions['onRuleError'];
  /** Where the reports stand: rules that say the same again give the same objects. */
  readonly #located = new WeakMap<FileReport, LocatedReport>();

  constructor(
    { rules, context, chosenSeverity, onRuleError }: CheckOptions,
    lines: FileLines,
    keeping: LineKeeping,
    exampleLines?: ExampleLines<FileLine>,
  ) {
    this.#lines = lines;
    this.#onRuleError = onRuleError;
    this.#planned = rules.flatMap((rule) => {
      const severity = chosenSeverity(rule, context) ?? rule.severity;
      return rule.about !== 'file' || severity === 'off'
        ? []
        : [{ rule: rule.id, severity, state: rule.start(context, keeping, exampleLines) }];
    });
  }

  add(line: FileLine): void {
    for (const { state } of this.#planned) state.add(line);
  }

  remove(line: FileLine): void {
    for (const { state } of this.#planned) state.remove(line);
  }

  /** All that is to be said now; `shifts` grows whenever lines may have come to stand elsewhere. */
  findings(shifts: number): FileFindings {
    const all = this.#planned.flatMap((rule) => this.#reportsOf(rule, shifts));
    const lines = new Set<number>();
    for (const { located, covers } of all) for (let offset = 0; offset < covers; offset++) lines.add(located.line + offset);
    const reports = all.filter(({ located, covers }) => covers > 0 || !lines.has(located.line)).map(({ located }) => located);
    return {
      reports,
      covered: (line) => lines.has(line),
      spreadRecords: () => all.reduce((sum, { records }) => sum + (records?.() ?? 0), 0),
    };
  }

  #reportsOf(planned: PlannedFileRule, shifts: number): readonly LocatedReport[] {
    const { rule, severity, state, last } = planned;
    const revision = state.revision?.();
    if (last && revision !== undefined && last.revision === revision && last.shifts === shifts) return last.reports;
    try {
      const reports = state.reports(this.#lines).map((report) => {
        let known = this.#located.get(report);
        if (known?.shifts !== shifts) {
          const { covers = 0, records } = report;
          known = { located: this.#locate(rule, severity, report), covers, records, shifts };
          this.#located.set(report, known);
        }
        return known;
      });
      planned.last = { revision, shifts, reports };
      return reports;
    } catch (error) {
      this.#onRuleError(rule, error);
      return [];
    }
  }

  #locate(rule: string, severity: Severity, { line, related, covers = 1, records: _, ...report }: FileReport): LocatedFinding {
    const lines = this.#lines;
    // The line's text may be forgotten by now, so its place is what was kept of it.
    const place: Place = report.place.at === 'line' || lines.textOf(line) === undefined ? { at: 'span', ...line.facts.head } : report.place;
    const at = { line: lines.indexOf(line), lines: covers, row: lines.rowOf(line), finding: { rule, severity, ...report, place } };
    if (!related) return at;
    if ('file' in related) return { ...at, related: { file: related.file, line: related.at, message: related.message } };
    const other = related.line;
    return { ...at, related: { line: lines.indexOf(other), row: lines.rowOf(other), message: related.message } };
  }
}
