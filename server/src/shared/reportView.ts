export { leadText, noAnswersText } from '../core/stats/blocks';
export type { Bar, DatasetReport, Spread, Tally, TokenReport } from '../core/stats/report';
export { barText, costText, fateText, numberText, priceNote, quantileTexts, shareText } from '../core/stats/wording';
