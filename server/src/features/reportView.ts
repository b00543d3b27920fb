import { howCostsCome, leadText, noAnswersText } from '../core/stats/blocks';
import type { DatasetReport, Spread } from '../core/stats/report';
import {
  barText,
  commonPriceSource,
  costText,
  cutText,
  fateText,
  priceNotes,
  quantileTexts,
  shareText,
  untrainedText,
} from '../core/stats/wording';
import type { ReportView, SpreadTexts } from '../shared/reportView';

/** A report with the words that a page shows. */
export function reportView(report: DatasetReport): ReportView {
  const { tokens, perExample, costs } = report;
  const notes = priceNotes(costs);
  return {
    report,
    lead: leadText(report),
    howCostsCome: howCostsCome(report),
    noAnswers: tokens ? noAnswersText(tokens) : '',
    fate: fateText(tokens?.fate),
    trainedShare: shareText(tokens?.trained ?? 0, tokens?.billed ?? 0),
    untrained: tokens ? untrainedText(tokens) : '',
    cut: tokens ? cutText(tokens) : '',
    priceSource: commonPriceSource(costs),
    costs: costs.map((cost, index) => ({ text: costText(cost), note: notes[index] ?? '' })),
    spreads: {
      ...(perExample && { messages: spreadTexts(perExample.messages), turns: spreadTexts(perExample.turns) }),
      ...(tokens?.perExample && { perExample: spreadTexts(tokens.perExample) }),
      ...(tokens?.perAnswer && { perAnswer: spreadTexts(tokens.perAnswer) }),
    },
  };
}

function spreadTexts(spread: Spread): SpreadTexts {
  return { bars: spread.bars.map(barText), quantiles: quantileTexts(spread) };
}
