import type { DatasetReport } from '../core/stats/report';

export type { Bar, DatasetReport, Spread, Tally, TokenReport } from '../core/stats/report';
export type { JobChoices } from '../core/tokens/cost';

/** What people read of a distribution: each bar's values, and the quantiles with the mean. */
export interface SpreadTexts {
  readonly bars: readonly string[];
  readonly quantiles: readonly { readonly name: string; readonly value: string; readonly line?: number }[];
}

/** A report as a page shows it: the numbers, and the words for them. */
export interface ReportView {
  readonly report: DatasetReport;
  readonly lead: string;
  /** How the costs were worked out; empty where there are none. */
  readonly howCostsCome: string;
  /** Why answers have no numbers of their own; empty where they have. */
  readonly noAnswers: string;
  /** What becomes of examples beyond the limit. */
  readonly fate: string;
  /** What of the billed tokens is trained. */
  readonly trainedShare: string;
  /** What keeps answers from being learnt. */
  readonly untrained: string;
  /** What of what is to be learnt the limit takes away. */
  readonly cut: string;
  /** Where all prices stand; empty where they stand in several places, which then their notes name. */
  readonly priceSource: string;
  /** For each cost what it is, and what its price is. */
  readonly costs: readonly { readonly text: string; readonly note: string }[];
  readonly spreads: {
    readonly messages?: SpreadTexts;
    readonly turns?: SpreadTexts;
    readonly perExample?: SpreadTexts;
    readonly perAnswer?: SpreadTexts;
  };
}
