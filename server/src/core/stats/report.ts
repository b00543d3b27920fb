import type { RuleProblems } from '../check/problemSummary';
import type { JobChoices } from '../tokens/cost';

/** How many lines, or other things, are alike, and the first line (from 1) where they are. */
export interface Tally {
  readonly count: number;
  readonly line: number;
}

/** A tally with a name that people read. */
export interface NamedTally extends Tally {
  readonly name: string;
}

/** The values from `from` up to, but not including, `to`; without `to` all from there on. */
export interface Bar extends Tally {
  readonly from: number;
  readonly to?: number;
}

/** A value of a distribution, and the first line (from 1) whose own value is the nearest to it. */
export interface Quantile {
  readonly name: 'min' | 'p10' | 'median' | 'p90' | 'max';
  readonly value: number;
  readonly line: number;
}

/** How numbers are distributed; quantiles lie between two values in proportion, as NumPy's do. */
export interface Spread {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly quantiles: readonly Quantile[];
  readonly bars: readonly Bar[];
}

/** What the examples come to in tokens, for the chosen model. */
export interface TokenReport {
  readonly model: string;
  /** How many examples are counted; fewer than there are while counting goes on. */
  readonly counted: number;
  readonly approximate: boolean;
  /** Why some counts are estimates, as clauses. */
  readonly why: readonly string[];
  /** Tokens that the model takes of one example, where that is known. */
  readonly limit?: number;
  /** The examples that have more; what becomes of them in the target's hands. */
  readonly over?: Tally;
  readonly fate?: 'cut-at-end' | 'dropped' | 'refused';
  readonly perExample?: Spread;
  /** One answer each. */
  readonly perAnswer?: Spread;
  /** Why answers have no numbers of their own: the shape's are not counted one by one, or a grader scores what the model writes. */
  readonly noAnswers?: 'uncounted' | 'graded';
  /** Tokens of one epoch that are paid for: of each example no more than the limit. */
  readonly billed: number;
  /** Of these, tokens that the model learns to write; absent where answers are not counted one by one. */
  readonly trained?: number;
  /** What the target learns of such examples: what the assistant says, or the questions too. */
  readonly learns?: 'answers' | 'everything';
  /** Says that what the target learns is not known, and what is counted instead; absent where it is known. */
  readonly usual?: string;
  /** Answers, and their tokens, that are not learnt, and why as clauses: "its `weight` is 0". */
  readonly untrained?: { readonly tokens: number; readonly why: readonly string[] } & Tally;
  /** Messages to learn, and their tokens, that the limit takes away. */
  readonly cut?: { readonly tokens: number } & Tally;
}

/** What training on the file costs with one model. */
export interface CostReport {
  readonly model: string;
  readonly billed: number;
  readonly approximate: boolean;
  readonly epochs: number;
  /** US dollars; absent where the target has no price for tokens. */
  readonly dollars?: number;
  readonly perMillion?: number;
  /** US dollars for an hour of training, where time is charged. */
  readonly perHour?: number;
  /** The day on which the price was true, and where it stands. */
  readonly asOf?: string;
  readonly source?: string;
  /** The day from which on the model is not trained any more. */
  readonly ends?: string;
}

/** A system prompt that examples have in common. */
export interface PromptTally extends Tally {
  /** Its first line, cut where it is long. */
  readonly text: string;
}

/** What a training file holds and comes to. Lines count from 1. */
export interface DatasetReport {
  readonly target: { readonly id: string; readonly name: string };
  readonly shape: { readonly id: string; readonly name: string };
  readonly lines: number;
  readonly examples: number;
  /** Records that do not stand on a line of their own, so that they are no examples yet. */
  readonly spreadRecords: number;
  /** Lines that are neither blank nor examples. */
  readonly unreadable: Tally;
  readonly blank: Tally;
  /** Shapes of the examples, where there are several. */
  readonly shapes: readonly NamedTally[];
  readonly messages: number;
  readonly roles: readonly NamedTally[];
  readonly perExample?: { readonly messages: Spread; readonly turns: Spread };
  readonly withTools: Tally;
  readonly withImages: Tally;
  readonly tokens?: TokenReport;
  /** What a person said about the job; empty where the target's facts hold. */
  readonly job: JobChoices;
  readonly costs: readonly CostReport[];
  readonly systemPrompts: { readonly without: Tally; readonly different: number; readonly most: readonly PromptTally[] };
  /** Lines that say the same as an earlier one. */
  readonly duplicates: Tally;
  /** Inputs that stand in the file with different answers, and in how many lines. */
  readonly contradictions: { readonly lines: number } & Tally;
  readonly languages: readonly NamedTally[];
  /** How many lines are not checked yet. */
  readonly pending: number;
  readonly problems: readonly RuleProblems[];
}
