import { type Severity, severities } from '../finding';
import type { LocatedFinding } from './checkedLine';
import type { FileFindings } from './fileRules';
import { FindingNotes } from './findingNotes';
import type { PlacedFinding } from './placedFinding';
import { kindOf, worstAndFirst } from './worst';

/** What was found in a stream. */
export interface FoundInStream {
  /** In the order of lines: at most as many as were wanted, the worst, and the first of each rule and severity. */
  readonly findings: readonly PlacedFinding[];
  /** All, in no order. */
  readonly all: FindingNotes;
}

// So many more than are wanted come together before they are dropped, so that each is looked at a few times only.
const mostSlack = 1000;

/** Takes what is found in a stream as it comes, and keeps of most only that it was found. */
export class StreamFindings {
  readonly #most: number;
  readonly #place: (located: LocatedFinding) => PlacedFinding;
  readonly #noted = new FindingNotes();
  readonly #seen = new Set<string>();
  #kept: readonly PlacedFinding[] = [];
  #fresh: PlacedFinding[] = [];
  /** The rank of the severity from which on nothing more is kept. */
  #full = severities.length;

  /** `place` is asked for what is kept, while its text is at hand. */
  constructor(most: number, place: (located: LocatedFinding) => PlacedFinding) {
    this.#most = most;
    this.#place = place;
  }

  /** Takes the next finding of a line. */
  add(located: LocatedFinding): void {
    const { line, finding } = located;
    this.#noted.add({ line, ...finding, fixable: isFixable(located) });
    const kind = kindOf(finding);
    const isKnown = this.#seen.has(kind);
    if (isKnown && severities.indexOf(finding.severity) >= this.#full) return;
    if (!isKnown) this.#seen.add(kind);
    this.#fresh.push(this.#place(located));
    if (this.#kept.length + this.#fresh.length > this.#most + Math.min(this.#most, mostSlack)) this.#drop();
  }

  /** All that was found, once file rules have said what they have to say. */
  end({ reports, covered }: FileFindings): FoundInStream {
    const all = new FindingNotes();
    for (const note of this.#noted) if (!covered(note.line)) all.add(note);
    for (const report of reports) all.add({ line: report.line, ...report.finding, fixable: isFixable(report) });
    const sorted = [...reports].sort((a, b) => a.line - b.line);
    const told = worstAndFirst(sorted, ({ finding }) => finding, this.#most).map(this.#place);
    const inLines = [...this.#kept, ...this.#fresh].filter(({ line }) => !covered(line));
    const found = inLines.concat(told).sort((a, b) => a.line - b.line);
    return { findings: worstAndFirst(found, (each) => each, this.#most), all };
  }

  #drop(): void {
    this.#kept = worstAndFirst([...this.#kept, ...this.#fresh], (each) => each, this.#most);
    this.#fresh = [];
    this.#full = severities.indexOf(leastOf(this.#kept, this.#most));
  }
}

/** The severity of the last for which there is room, the worst coming first. */
function leastOf(kept: readonly PlacedFinding[], most: number): Severity {
  let room = most;
  for (const severity of severities) {
    room -= kept.filter((each) => each.severity === severity).length;
    if (room <= 0) return severity;
  }
  return 'hint';
}

/** Whether a safe fix is at hand. */
export function isFixable({ finding: { fixes } }: LocatedFinding): boolean {
  return fixes?.some(({ kind }) => kind === 'fix') ?? false;
}
