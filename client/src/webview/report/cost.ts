import {
  costText,
  type DatasetReport,
  fateText,
  noAnswersText,
  numberText,
  priceNote,
  shareText,
  type Tally,
  type TokenReport,
} from '../../../../server/src/shared/reportView';
import { type Content, element } from '../shared/element';
import { firstLine, type GoTo, histogram, section, table } from './parts';

/** Tokens of examples and answers, and what of them is billed and trained. */
export function tokenSection({ tokens, examples }: DatasetReport, goTo: GoTo): readonly HTMLElement[] {
  if (!tokens) return [];
  const { perExample, perAnswer, approximate, why, counted, limit } = tokens;
  if (!perExample) return counted < examples ? [section('Tokens', element('p', { class: 'quiet' }, 'The tokens are being counted.'))] : [];
  const missing = noAnswersText(tokens);
  return [
    section(
      'Tokens',
      counted < examples &&
        element('p', { class: 'quiet', role: 'status' }, `${numberText(counted)} of ${numberText(examples)} examples are counted so far.`),
      element(
        'div',
        { class: 'figures' },
        histogram(`Tokens of an example${limit === undefined ? '' : ` (limit ${numberText(limit)})`}`, 'tokens', perExample, goTo),
        perAnswer && histogram('Tokens of an answer', 'tokens', perAnswer, goTo),
      ),
      table('Tokens of one epoch', ['In one epoch', 'Tokens', 'First'], tokenRows(tokens, goTo)),
      missing !== '' && element('p', { class: 'quiet' }, missing),
      approximate && element('p', { class: 'quiet' }, `An estimate: ${why.join('; ')}.`),
    ),
  ];
}

function tokenRows({ perExample, billed, trained, untrained, cut, over, fate }: TokenReport, goTo: GoTo): readonly (readonly Content[])[] {
  const row = (name: string, tokens: string, tally?: Tally): readonly Content[] => [name, tokens, tally && firstLine(name, tally, goTo)];
  return [
    row('In all', numberText(perExample?.sum ?? 0)),
    row('Billed', numberText(billed)),
    ...(trained === undefined ? [] : [row(`Trained, ${shareText(trained, billed)} of what is billed`, numberText(trained))]),
    ...(untrained && untrained.count > 0
      ? [row(`${numberText(untrained.count)} answers not learnt for weight 0`, numberText(untrained.tokens), untrained)]
      : []),
    ...(cut && cut.count > 0 ? [row(`${numberText(cut.count)} answers cut by the limit`, numberText(cut.tokens), cut)] : []),
    ...(over && over.count > 0 ? [row(`${numberText(over.count)} examples beyond the limit, ${fateText(fate)}`, '', over)] : []),
  ];
}

/** What training costs with each model of the target. */
export function costSection({ costs, target }: DatasetReport): readonly HTMLElement[] {
  if (costs.length === 0) return [];
  const rows = costs.map((cost) => [
    cost.model,
    element('b', {}, costText(cost)),
    numberText(cost.epochs),
    `${cost.approximate ? 'about ' : ''}${numberText(cost.billed)}`,
    element('span', { class: 'quiet' }, priceNote(cost)),
  ]);
  return [
    section(
      'Cost',
      table(`Cost at ${target.name}`, ['Model', 'Cost', 'Epochs', 'Tokens', 'Price'], rows),
      element('p', { class: 'quiet' }, 'Estimated: billed tokens × epochs × price, with the epochs that are usual for so many examples.'),
    ),
  ];
}
