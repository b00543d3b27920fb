import type { FileBytes } from '../bytes/fileBytes';
import type { Finding } from '../finding';
import type { ExampleLines } from '../project/exampleLines';
import { unitsOf } from '../rows/fileRow';
import { type LineBreak, longLine, type Row } from '../rows/row';
import { type CheckContext, type FileLine, heldLines, type LineFacts } from '../rules/rule';
import type { ExampleTokens } from '../tokens/countExample';
import type { Steps, Work } from '../work';
import type { CheckedLine, LineCheck, LocatedFinding } from './checkedLine';
import { checkLine, lineChecking } from './checkLine';
import { type CheckOptions, type CheckPlan, planCheck } from './checkPlan';
import { FileRules, fileLines } from './fileRules';
import { OrderedList } from './lineOrder';
import { inOrder, locatedIn } from './orderedFindings';
import { planTokenCheck, type TokenCheck } from './tokenCheck';

export type { LocatedFinding } from './checkedLine';

/** How an open file is to be checked. */
export interface FileCheckOptions extends CheckOptions {
  /** Kept current where others may be compared with the file. */
  readonly exampleLines?: ExampleLines<FileLine>;
}

const unchecked: LineFacts = {
  shape: undefined,
  hashes: undefined,
  openBrackets: 0,
  openString: false,
  blank: false,
  first: undefined,
  head: { start: 0, end: 0 },
};

// UTF-16 units that are checked in less than a second.
const soonChecked = 4_000_000;

const forgotten: Row = { text: '', lineBreak: '\n' };
const nothing: readonly Finding[] = [];

function uncheckedLine(row: Row): CheckedLine {
  return { row, order: 0, index: -1, checked: false, isOut: false, facts: unchecked, findings: nothing, located: undefined };
}

/** The state of checking one file under one context: its lines, what was found in each, and what file rules remember. */
export class FileCheck {
  readonly #lines = new OrderedList<CheckedLine>();
  readonly #plan: CheckPlan;
  readonly #fileRules: FileRules;
  /** Grows whenever lines may have come to stand elsewhere. */
  #shifts = 0;
  /** Lines that wait to be checked, in the order of their turn; those that were taken out or checked before it stay until then. */
  #queue: CheckedLine[] = [];
  #next = 0;
  /** Long lines whose turn comes after all others, and the one that is being checked. */
  #long: CheckedLine[] = [];
  #inHand: { readonly line: CheckedLine; readonly checking: Steps<LineCheck> } | undefined;
  #pending = 0;
  #pendingLong = 0;
  #pendingUnits = 0;
  readonly #tokenCheck: TokenCheck;
  /** The lines that have too many tokens, with what was counted and what is to be said of it. */
  readonly #withFindings = new Set<CheckedLine>();
  readonly #overlong = new Map<CheckedLine, { readonly tokens: ExampleTokens; readonly findings: readonly Finding[] }>();
  #bytes: FileBytes | undefined;
  #examples = 0;
  #foundInLines = 0;
  #findings: readonly LocatedFinding[] | undefined;
  /** Of the findings that were put together last. */
  #spreadRecords: () => number = () => 0;

  /** What it was made with, to check other rows in the same way. */
  readonly options: FileCheckOptions;

  constructor(options: FileCheckOptions) {
    this.options = options;
    const { exampleLines } = options;
    const lines = this.#lines;
    exampleLines?.restart((line) => lines.indexOf(line as CheckedLine));
    this.#plan = planCheck(options);
    this.#tokenCheck = planTokenCheck(options);
    const seen = fileLines(lines, () => this.#bytes, {
      textOf: (line) => (line as CheckedLine).row.text,
      rowOf: (line) => (line as CheckedLine).row,
      indexOf: (line) => lines.indexOf(line as CheckedLine),
    });
    this.#fileRules = new FileRules(options, seen, heldLines, exampleLines);
  }

  /** Another check of the rows that there are when it begins, in the same way, to try what changes would come to. */
  *copy(): Work<FileCheck> {
    const { exampleLines: _, ...options } = this.options;
    const copy = new FileCheck(options);
    copy.tellBytes(this.#bytes);
    const lines = Array.from(this.#lines, (line): CheckedLine => ({ ...line, index: -1, located: undefined }));
    const tokens = new Map(Array.from(this.#overlong, ([{ row }, { tokens: counted }]) => [row, counted]));
    yield* copy.#takeOver(lines);
    copy.tellTokens(tokens);
    return copy;
  }

  // What was found in a line holds for its equal: only what waits is checked, and what differs later.
  *#takeOver(lines: readonly CheckedLine[]): Work<void> {
    this.#lines.splice(0, 0, lines);
    this.#exchange(
      [],
      lines.filter(({ checked }) => !checked),
    );
    for (const [index, line] of lines.entries()) {
      yield index / lines.length;
      if (line.checked) this.#include(line);
    }
  }

  /** Says that file rules may see this file otherwise, because another one has changed. */
  outdate(): void {
    this.#findings = undefined;
  }

  get context(): CheckContext {
    return this.#plan.context;
  }

  /** What is known of the file's bytes. */
  get bytes(): FileBytes | undefined {
    return this.#bytes;
  }

  /** Takes what is known of the file's bytes. */
  tellBytes(bytes: FileBytes | undefined): void {
    this.#bytes = bytes;
    this.#findings = undefined;
  }

  /** Takes the tokens of rows, of this file or others; true when that says something new. Only counts beyond the model's limit matter. */
  tellTokens(counts: ReadonlyMap<Row, ExampleTokens>): boolean {
    if (counts.size === 0) return false;
    let isNew = false;
    for (const line of this.#lines) {
      const tokens = counts.get(line.row);
      if (!tokens || this.#overlong.has(line)) continue;
      const findings = this.#tokenCheck(line.row.text, tokens);
      if (findings.length === 0) continue;
      this.#overlong.set(line, { tokens, findings });
      this.#withFindings.add(line);
      isNew = true;
    }
    if (isNew) this.#findings = undefined;
    return isNew;
  }

  /** How many lines there are. */
  get length(): number {
    return this.#lines.length;
  }

  /** How many lines are not checked yet. */
  get pending(): number {
    return this.#pending;
  }

  /** How many UTF-16 units the lines have that are not checked yet. */
  get pendingUnits(): number {
    return this.#pendingUnits;
  }

  /** Whether checking what waits takes about a second or more. */
  get takesLong(): boolean {
    return this.#pendingUnits > soonChecked;
  }

  /** Whether one of the lines from `first` to `last` is not checked yet. */
  isWaiting(first: number, last: number): boolean {
    for (let index = first; index <= last; index++) if (this.#lines.at(index)?.checked === false) return true;
    return false;
  }

  /** Replaces rows; those put in wait to be checked. */
  replaceRows(start: number, removed: number, rows: readonly Row[]): void {
    const inserted = rows.map(uncheckedLine);
    if (removed !== inserted.length) this.#shifts += 1;
    this.#exchange(this.#lines.splice(start, removed, inserted), inserted);
  }

  /** Replaces rows in many places, given from the first to the last, in one pass over the file. */
  replaceMany(changes: readonly { readonly start: number; readonly removed: number; readonly rows: readonly Row[] }[]): void {
    const splices = changes.map(({ start, removed, rows }) => ({ start, removed, inserted: rows.map(uncheckedLine) }));
    this.#shifts += 1;
    const out = this.#lines.spliceMany(splices);
    this.#exchange(
      out,
      splices.flatMap(({ inserted }) => inserted),
    );
  }

  #exchange(out: readonly CheckedLine[], inserted: readonly CheckedLine[]): void {
    this.#findings = undefined;
    for (const line of out) {
      if (!line.checked) {
        this.#leave(line);
        if (this.#inHand?.line === line) this.#inHand = undefined;
        // It stays in the queue, and with each edit of a line of megabytes one more would be held.
        line.row = forgotten;
      }
      line.isOut = true;
      this.#withFindings.delete(line);
      this.#overlong.delete(line);
      if (line.facts.shape) this.#examples -= 1;
      this.#foundInLines -= line.findings.length;
      if (line.checked) this.#fileRules.remove(line);
    }
    for (const line of inserted) {
      const length = unitsOf(line.row);
      this.#queue.push(line);
      this.#pendingUnits += length;
      if (length > longLine) this.#pendingLong += 1;
    }
    this.#pending += inserted.length;
  }

  /** Takes a line off those that wait. */
  #leave({ row }: CheckedLine): void {
    const units = unitsOf(row);
    this.#pending -= 1;
    this.#pendingUnits -= units;
    if (units > longLine) this.#pendingLong -= 1;
  }

  /** A line, checked now before its turn if it was not yet; long ones are left to it. */
  line(index: number): CheckedLine | undefined {
    const line = this.#lines.at(index);
    if (line && !line.checked && unitsOf(line.row) <= longLine) this.#check(line);
    return line;
  }

  /** Checks waiting lines for as long as `goOn` says, long ones last and step by step; returns true when none is left. */
  checkPending(goOn: () => boolean): boolean {
    let isTime = true;
    while (isTime && this.#next < this.#queue.length) {
      const line = this.#queue[this.#next++];
      if (!line || line.checked || line.isOut) continue;
      if (unitsOf(line.row) > longLine) this.#long.push(line);
      else {
        this.#check(line);
        isTime = goOn();
      }
    }
    while (isTime && this.#stepOn()) isTime = goOn();
    if (this.#pending > 0) return false;
    this.#queue = [];
    this.#long = [];
    this.#next = 0;
    return true;
  }

  /** Takes a step of checking long lines; false when none waits. */
  #stepOn(): boolean {
    while (!this.#inHand) {
      const line = this.#long.pop();
      if (!line) return false;
      if (!line.isOut) this.#inHand = { line, checking: lineChecking(line.row, this.#plan) };
    }
    const { line, checking } = this.#inHand;
    const step = checking.next();
    if (step.done) {
      this.#inHand = undefined;
      this.#take(line, step.value);
    }
    return true;
  }

  /** Checks all waiting lines, with a rest after each. */
  *checkAll(): Work<void> {
    while (!this.checkPending(() => false)) yield 1 - this.#pending / this.length;
  }

  /** Whether a long line comes next that is not begun: an edit that is on its way would make checking it vain. */
  get waitsForLong(): boolean {
    return this.#pending > 0 && this.#pending === this.#pendingLong && !this.#inHand;
  }

  /** The rows as they are now. */
  rows(): Row[] {
    return [...this.#lines].map((line) => line.row);
  }

  /** The line break after the last of `count` rows from `start` on, and the one that the file uses. */
  lineBreaks(start: number, count: number): { readonly last: LineBreak; readonly usual: LineBreak } {
    const last = this.#lines.at(start + count - 1)?.row.lineBreak ?? '';
    return { last, usual: this.#lines.at(0)?.row.lineBreak || '\n' };
  }

  /** How many of the lines checked so far can be read as examples, those with faults included. */
  get examples(): number {
    return this.#examples;
  }

  /** Whether the line at this index is checked and can be read as an example. */
  isExample(index: number): boolean {
    return this.#lines.at(index)?.facts.shape !== undefined;
  }

  /** How many records do not stand on a line of their own, so that they are no examples yet. */
  get spreadRecords(): number {
    this.findings();
    return this.#spreadRecords();
  }

  /** How many findings line rules have made so far. */
  get foundInLines(): number {
    return this.#foundInLines;
  }

  /** All findings in the order of their lines; put together once until something changes. */
  findings(): readonly LocatedFinding[] {
    this.#findings ??= this.#allFindings();
    return this.#findings;
  }

  /**
   * What was found in the lines from `first` to `last`. While checking takes long it is what their own rules found: each request
   * would put all others together anew.
   */
  findingsIn(first: number, last: number): readonly LocatedFinding[] {
    if (this.#findings || !this.takesLong) return this.findings().filter(({ line, lines }) => line <= last && first < line + lines);
    const found: LocatedFinding[] = [];
    for (let index = first; index <= last; index++) {
      const line = this.#lines.at(index);
      if (!line) break;
      found.push(...locatedIn(line, index, this.#moreOf(line)));
    }
    return found;
  }

  /** What was found so far in the lines that are checked, without what needs the whole file. */
  findingsSoFar(): readonly LocatedFinding[] {
    const { reports, covered } = this.#fileRules.findings(this.#shifts);
    return this.#inOrder(
      reports.filter(({ lines }) => lines > 1),
      covered,
    );
  }

  #allFindings(): readonly LocatedFinding[] {
    const { reports, covered, spreadRecords } = this.#fileRules.findings(this.#shifts);
    this.#spreadRecords = spreadRecords;
    return this.#inOrder(reports, covered);
  }

  #inOrder(reports: readonly LocatedFinding[], covered: (line: number) => boolean): readonly LocatedFinding[] {
    return inOrder({
      lines: this.#lines.inOrder(this.#withFindings),
      indexOf: (line) => this.#lines.indexOf(line),
      moreOf: (line) => this.#moreOf(line),
      reports,
      covered,
    });
  }

  #moreOf(line: CheckedLine): readonly Finding[] {
    return this.#overlong.get(line)?.findings ?? nothing;
  }

  #check(line: CheckedLine): void {
    this.#take(line, checkLine(line.row, this.#plan));
  }

  #take(line: CheckedLine, { facts, findings }: LineCheck): void {
    line.facts = facts;
    line.findings = findings;
    line.checked = true;
    this.#leave(line);
    this.#findings = undefined;
    this.#include(line);
  }

  #include(line: CheckedLine): void {
    if (line.facts.shape) this.#examples += 1;
    this.#foundInLines += line.findings.length;
    if (line.findings.length > 0) this.#withFindings.add(line);
    this.#fileRules.add(line);
  }
}
