import type { FileBytes } from '../bytes/fileBytes';
import type { Finding } from '../finding';
import type { Row } from '../rows/row';
import type { CheckContext } from '../rules/rule';
import type { ExampleTokens } from '../tokens/countExample';
import type { LocatedFinding } from './checkedLine';
import { checkLine } from './checkLine';
import { type CheckOptions, type CheckPlan, planCheck } from './checkPlan';
import { type FileFindings, FileRules, fileLines } from './fileRules';
import { type PassedLine, PassedLines } from './passedLines';
import { planTokenCheck, type TokenCheck } from './tokenCheck';

const forgotten: Row = { text: '', lineBreak: '\n' };

/** The state of checking rows that come once and are forgotten: says what `FileCheck` says of an open file, remedies aside that need forgotten texts. */
export class PassingCheck {
  readonly #lines: PassedLines;
  readonly #plan: CheckPlan;
  readonly #fileRules: FileRules;
  readonly #tokenCheck: TokenCheck;
  #bytes: FileBytes | undefined;
  #examples = 0;
  // Of the rows that came last.
  #holdTexts: boolean[] = [];
  #areExamples: boolean[] = [];

  /** `mostHeld` limits the texts that are held beyond need, in UTF-16 units. */
  constructor(options: CheckOptions, mostHeld?: number) {
    this.#lines = new PassedLines(mostHeld);
    this.#plan = planCheck(options);
    this.#tokenCheck = planTokenCheck(options);
    const lines = this.#lines;
    const seen = fileLines(lines, () => this.#bytes, {
      textOf: (line) => (line as PassedLine).row?.text,
      rowOf: (line) => (line as PassedLine).row ?? forgotten,
      indexOf: (line) => (line as PassedLine).index,
    });
    this.#fileRules = new FileRules(options, seen, lines.keeping);
  }

  get context(): CheckContext {
    return this.#plan.context;
  }

  /** How many lines have passed. */
  get length(): number {
    return this.#lines.length;
  }

  /** How many of them can be read as examples, those with faults included. */
  get examples(): number {
    return this.#examples;
  }

  /** Checks the next rows and returns what line rules say of them. */
  append(rows: readonly Row[]): LocatedFinding[] {
    const located: LocatedFinding[] = [];
    this.#holdTexts = [];
    this.#areExamples = [];
    for (const row of rows) {
      const { facts, findings, holdsTexts = false } = checkLine(row, this.#plan);
      this.#holdTexts.push(holdsTexts);
      this.#areExamples.push(facts.shape !== undefined);
      const line = this.#lines.push(row, facts);
      if (facts.shape) this.#examples += 1;
      this.#fileRules.add(line);
      for (const finding of findings) located.push({ line: line.index, lines: 1, row, finding });
    }
    return located;
  }

  /** Whether one of the rows that came last, counted from 0, is known to hold nothing but texts. */
  holdsTexts(index: number): boolean {
    return this.#holdTexts[index] ?? false;
  }

  /** Whether one of the rows that came last, counted from 0, can be read as an example. */
  isExample(index: number): boolean {
    return this.#areExamples[index] ?? false;
  }

  /** What is to be said of a line with so many tokens. */
  tokenFindings(text: string, tokens: ExampleTokens): readonly Finding[] {
    return this.#tokenCheck(text, tokens);
  }

  /** Once all rows have come, with what is known of their bytes: what file rules say. */
  end(bytes: FileBytes | undefined): FileFindings {
    this.#bytes = bytes;
    return this.#fileRules.findings(0);
  }
}
