import type { Finding } from '../finding';
import type { Row } from '../rows/row';
import type { FileLine, LineFacts } from '../rules/rule';
import type { Ordered } from './lineOrder';

/** What checking a line gives. */
export interface LineCheck {
  readonly facts: LineFacts;
  readonly findings: readonly Finding[];
  /** Set where the line is known to hold nothing but texts: not for all that do. */
  readonly holdsTexts?: boolean;
}

/** A line of a file with what checking it gave. */
export interface CheckedLine extends FileLine, Ordered {
  /** The row; without its text once an edit took it out before it was checked. */
  row: Row;
  /** False until the line was checked; its facts and findings are empty till then. */
  checked: boolean;
  /** Whether an edit has taken it out of the file. */
  isOut: boolean;
  facts: LineFacts;
  findings: readonly Finding[];
  /** The findings with their places, as they were put in order last. */
  located: LocatedInLine | undefined;
}

/** A finding with the lines it is about, as indexes from 0. */
export interface LocatedFinding {
  readonly line: number;
  /** How many lines the finding is about. */
  readonly lines: number;
  readonly row: Row;
  readonly finding: Finding;
  /** Another line that explains this one; with `file`, a line of that other file, whose row is not at hand. */
  readonly related?: { readonly line: number; readonly row?: Row; readonly file?: string; readonly message: string };
}

/** The findings of a line with their place in the file, for as long as it stays where it is. */
export interface LocatedInLine {
  readonly index: number;
  readonly findings: readonly Finding[];
  readonly more: readonly Finding[];
  readonly located: readonly LocatedFinding[];
}
