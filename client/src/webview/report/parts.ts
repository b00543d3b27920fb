import type { Bar, Spread, SpreadTexts, Tally } from '../../../../server/src/shared/reportView';
import { type Content, element } from '../shared/element';
import { counted, grouped } from '../shared/numbers';

/** Shows a line (from 1) of the file. */
export type GoTo = (line: number) => void;

/** A button that leads to a line; `what` says what is there. */
export function lineButton(text: string, line: number, what: string, goTo: GoTo, className = 'link'): HTMLElement {
  const where = `line ${grouped(line)}`;
  // A name that begins with what is seen, for those who speak to their computer.
  const label = text === where ? `${where}, ${what}` : `${text}, ${what}, ${where}`;
  return element(
    'button',
    { class: className, title: label, 'aria-label': label, 'data-key': label, on: { click: () => goTo(line) } },
    text,
  );
}

/** The line that a tally begins at, to go to; nothing where there is none. */
export function firstLine(name: string, { count, line }: Tally, goTo: GoTo): Content {
  return count > 0 ? lineButton(`line ${grouped(line)}`, line, `first of ${name}`, goTo) : undefined;
}

/** A section with its heading. */
export function section(title: string, ...content: readonly Content[]): HTMLElement {
  return element('section', { 'aria-label': title }, element('h2', {}, title), ...content);
}

/**
 * A table; its first column names what the others say, and those that `numbers` names (from 0) hold numbers. A last column that says
 * nothing is left out.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  numbers: readonly number[] = [1],
): HTMLElement {
  const end = rows.some((cells) => cells.at(-1) !== undefined) ? head.length : head.length - 1;
  const kind = (column: number): string | undefined => (numbers.includes(column) ? 'number' : undefined);
  return element(
    'table',
    {},
    element('caption', { class: 'hidden' }, caption),
    element(
      'thead',
      {},
      element('tr', {}, ...head.slice(0, end).map((text, column) => element('th', { scope: 'col', class: kind(column) }, text))),
    ),
    element(
      'tbody',
      {},
      ...rows.map(([name, ...cells]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, name),
          ...cells.slice(0, end - 1).map((cell, column) => element('td', { class: kind(column + 1) }, cell)),
        ),
      ),
    ),
  );
}

/** What a distribution is of, each in the singular: what its values count, and what has them. */
export interface Nouns {
  readonly value: string;
  readonly thing: string;
}

/** A distribution: its bars, each of which leads to its first line, and its quantiles. */
export function histogram(title: string, nouns: Nouns, spread: Spread, texts: SpreadTexts, goTo: GoTo): HTMLElement {
  const highest = Math.max(...spread.bars.map(({ count }) => count));
  const plot = element(
    'div',
    { class: 'plot' },
    element(
      'div',
      { class: 'bars', role: 'group', 'aria-label': title },
      ...spread.bars.map((bar, index) => barButton(bar, texts.bars[index] ?? '', title, nouns, highest, goTo)),
    ),
    element('div', { class: 'axis', 'aria-hidden': 'true' }, ...axis(spread.bars, texts.bars)),
  );
  // Few bars do not fill the width, and the axis ends where they end.
  plot.style.setProperty('--bars', String(spread.bars.length));
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    plot,
    element(
      'dl',
      { class: 'quantiles' },
      ...texts.quantiles.map(({ name, value, line }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          element('dd', {}, line === undefined ? value : lineButton(value, line, `${title}, ${name}`, goTo)),
        ),
      ),
    ),
  );
}

function barButton(bar: Bar, values: string, title: string, nouns: Nouns, highest: number, goTo: GoTo): HTMLElement {
  const { count, line } = bar;
  const what = `${values} ${nouns.value}${values === '1' ? '' : 's'}: ${counted(count, nouns.thing)}`;
  const label = count > 0 ? `${what}, first in line ${grouped(line)}` : what;
  const button = element(
    'button',
    {
      class: 'bar',
      title: label,
      'aria-label': label,
      'data-key': `${title} ${bar.from}`,
      disabled: count === 0,
      on: { click: () => goTo(line) },
    },
    element('span', { class: 'fill' }),
  );
  // A property and no attribute: the page's policy takes no styles out of markup.
  button.style.setProperty('--share', String(count / highest));
  return button;
}

/** The values at both ends, and what the last bar begins with where it has no end. */
function axis(bars: readonly Bar[], texts: readonly string[]): readonly HTMLElement[] {
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return [];
  if (bars.length === 1) return [element('span', {}, texts[0])];
  return [element('span', {}, grouped(first.from)), element('span', {}, last.to === undefined ? texts.at(-1) : grouped(last.to - 1))];
}
