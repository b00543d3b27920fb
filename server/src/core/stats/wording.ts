import { counted } from '../numbers';
import type { Bar, CostReport, Quantile, Spread, TokenReport } from './report';

/** A whole number or one decimal, with commas: "1,234", "17.5". */
export function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** A part of a whole: "12%", "0.3%"; of nothing it is "0%". */
export function shareText(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return `${share.toLocaleString('en', { maximumFractionDigits: share < 10 ? 1 : 0 })}%`;
}

/** A sum of money in US dollars: "$0.90", "$1,234.50"; less than a cent is said so. */
function dollarsText(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return 'less than $0.01';
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** The values that a bar stands for: "200–299", "7", "2,000 and more". */
export function barText({ from, to }: Bar): string {
  if (to === undefined) return `${numberText(from)} and more`;
  return to - from === 1 ? numberText(from) : `${numberText(from)}–${numberText(to - 1)}`;
}

/** What people call a quantile. */
const quantileNames: Readonly<Record<Quantile['name'], string>> = {
  min: 'least',
  p10: '10%',
  median: 'median',
  p90: '90%',
  max: 'most',
};

/** The quantiles of a distribution with its mean, in the order of reading; the mean leads to no line. */
export function quantileTexts({
  quantiles,
  mean,
}: Spread): readonly { readonly name: string; readonly value: string; readonly line?: number }[] {
  const texts = quantiles.map(({ name, value, line }) => ({ name: quantileNames[name], value: numberText(value), line }));
  return [...texts.slice(0, 3), { name: 'mean', value: numberText(mean) }, ...texts.slice(3)];
}

/** What becomes of examples beyond the limit. */
export function fateText(fate: TokenReport['fate']): string {
  if (fate === 'dropped') return 'left out';
  if (fate === 'refused') return 'refused with the whole file';
  return fate === 'cut-at-end' ? 'cut at the end' : 'cut or left out';
}

/** The answers that are not learnt, and why: "2 answers not learnt (weight: 0)". */
export function untrainedText({ untrained }: TokenReport): string {
  if (!untrained) return '';
  const reasons = untrained.why.map((reason) => reason.replace(/^its `(.+)` is (.+)$/, '$1: $2'));
  return `${counted(untrained.count, 'answer')} not learnt${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`;
}

/** What is to be learnt and cut off by the limit: "2 answers cut by the limit". */
export function cutText({ cut, learns }: TokenReport): string {
  return cut ? `${counted(cut.count, learns === 'everything' ? 'message' : 'answer')} cut by the limit` : '';
}

/** What one model costs: "$0.90", "$100.00 an hour", or that nobody says. */
export function costText({ dollars, perHour }: CostReport): string {
  if (dollars !== undefined) return dollarsText(dollars);
  return perHour !== undefined ? `${dollarsText(perHour)} an hour` : 'no price known';
}

/** Where all prices stand, in a sentence; empty where they stand in several places, which then their notes name. */
export function commonPriceSource(costs: readonly CostReport[]): string {
  const [source, ...others] = new Set(costs.map(priceSource));
  return source === undefined || others.length > 0 ? '' : `Prices: ${source}.`;
}

/** What each model's tokens cost, where that stands unless all stand in one place, and until when the model is trained. */
export function priceNotes(costs: readonly CostReport[]): readonly string[] {
  const withSource = commonPriceSource(costs) === '';
  return costs.map((cost) => priceNote(cost, withSource));
}

function priceSource({ asOf, source }: CostReport): string | undefined {
  return source !== undefined && asOf ? `${source}, as of ${asOf}` : source;
}

function priceNote(cost: CostReport, withSource: boolean): string {
  const { perMillion, ends } = cost;
  const notes = [
    perMillion !== undefined && `${dollarsText(perMillion)} a million tokens`,
    (withSource && priceSource(cost)) || false,
    ends !== undefined && `trained until ${ends}`,
  ];
  return notes.filter((note) => note !== false).join('; ');
}
