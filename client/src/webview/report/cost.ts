import type { ReportView, Tally, TokenReport } from '../../../../server/src/shared/reportView';
import { type Content, element } from '../shared/element';
import { counted, grouped } from '../shared/numbers';
import { firstLine, type GoTo, histogram, section, table } from './parts';

/** Tokens of examples and answers, and what of them is billed and trained. */
export function tokenSection(view: ReportView, goTo: GoTo): readonly HTMLElement[] {
  const { tokens, examples } = view.report;
  if (!tokens) return [];
  const { perExample, perAnswer, approximate, why, counted, limit } = tokens;
  const { spreads, noAnswers: missing } = view;
  if (!perExample || !spreads.perExample)
    return counted < examples ? [section('Tokens', element('p', { class: 'quiet' }, 'The tokens are being counted.'))] : [];
  return [
    section(
      'Tokens',
      counted < examples &&
        element('p', { class: 'quiet', role: 'status' }, `${grouped(counted)} of ${grouped(examples)} examples are counted so far.`),
      element(
        'div',
        { class: 'figures' },
        histogram(
          `Tokens of an example${limit === undefined ? '' : ` (limit ${grouped(limit)})`}`,
          { value: 'token', thing: 'example' },
          perExample,
          spreads.perExample,
          goTo,
        ),
        perAnswer &&
          spreads.perAnswer &&
          histogram('Tokens of an answer', { value: 'token', thing: 'answer' }, perAnswer, spreads.perAnswer, goTo),
      ),
      table('Tokens of one epoch', ['In one epoch', 'Tokens', 'First'], tokenRows(tokens, view, goTo)),
      tokens.usual !== undefined && element('p', { class: 'quiet' }, tokens.usual),
      missing !== '' && element('p', { class: 'quiet' }, missing),
      approximate && element('p', { class: 'quiet' }, `An estimate: ${why.join('; ')}.`),
    ),
  ];
}

function tokenRows(
  { perExample, billed, trained, untrained, cut, over }: TokenReport,
  { fate, trainedShare, untrained: notLearnt, cut: cutOff }: ReportView,
  goTo: GoTo,
): readonly (readonly Content[])[] {
  const row = (name: string, tokens: string, tally?: Tally): readonly Content[] => [name, tokens, tally && firstLine(name, tally, goTo)];
  return [
    row('In all', grouped(perExample?.sum ?? 0)),
    row('Billed', grouped(billed)),
    ...(trained === undefined ? [] : [row(`Trained, ${trainedShare} of what is billed`, grouped(trained))]),
    ...(untrained && untrained.count > 0 ? [row(notLearnt, grouped(untrained.tokens), untrained)] : []),
    ...(cut && cut.count > 0 ? [row(cutOff, grouped(cut.tokens), cut)] : []),
    ...(over && over.count > 0 ? [row(`${counted(over.count, 'example')} beyond the limit, ${fate}`, '', over)] : []),
  ];
}

/** What training costs with each model of the target. */
export function costSection(
  { report: { costs, target }, costs: texts, howCostsCome, priceSource }: ReportView,
  change: () => void,
): readonly HTMLElement[] {
  if (costs.length === 0) return [];
  const rows = costs.map((cost, index) => [
    cost.model,
    element('b', {}, texts[index]?.text),
    `${cost.approximate ? 'about ' : ''}${grouped(cost.billed)}`,
    element('span', { class: 'quiet' }, texts[index]?.note),
  ]);
  return [
    section(
      'Cost',
      table(`Cost at ${target.name}`, ['Model', 'Cost', 'Tokens', 'Price'], rows, [1, 2]),
      element('p', { class: 'quiet' }, [howCostsCome, priceSource].filter(Boolean).join(' ')),
      element('button', { class: 'link', 'data-key': 'job', on: { click: change } }, 'Change epochs or price…'),
    ),
  ];
}
