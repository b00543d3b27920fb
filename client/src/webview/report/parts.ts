import { type Bar, barText, numberText, quantileTexts, type Spread, type Tally } from '../../../../server/src/shared/reportView';
import { type Content, element } from '../shared/element';

/** Shows a line (from 1) of the file. */
export type GoTo = (line: number) => void;

/** A button that leads to a line; `what` says with the line's number what is there. */
export function lineButton(text: string, line: number, what: string, goTo: GoTo, className = 'link'): HTMLElement {
  const label = `${what}: line ${numberText(line)}`;
  return element(
    'button',
    { class: className, title: label, 'aria-label': label, 'data-key': label, on: { click: () => goTo(line) } },
    text,
  );
}

/** The line that a tally begins at, to go to; nothing where there is none. */
export function firstLine(name: string, { count, line }: Tally, goTo: GoTo): Content {
  return count > 0 ? lineButton(`line ${numberText(line)}`, line, `First of ${name}`, goTo) : undefined;
}

/** A section with its heading. */
export function section(title: string, ...content: readonly Content[]): HTMLElement {
  return element('section', { 'aria-label': title }, element('h2', {}, title), ...content);
}

/** A table; its first column names what the others say. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Content[])[]): HTMLElement {
  return element(
    'table',
    {},
    element('caption', { class: 'hidden' }, caption),
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
    element(
      'tbody',
      {},
      ...rows.map(([name, ...cells]) =>
        element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell))),
      ),
    ),
  );
}

/** A distribution: its bars, each of which leads to its first line, and its quantiles. `noun` is what the values count. */
export function histogram(title: string, noun: string, spread: Spread, goTo: GoTo): HTMLElement {
  const highest = Math.max(...spread.bars.map(({ count }) => count));
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    element(
      'div',
      { class: 'bars', role: 'group', 'aria-label': title },
      ...spread.bars.map((bar) => barButton(bar, title, noun, highest, goTo)),
    ),
    element('div', { class: 'axis', 'aria-hidden': 'true' }, ...axis(spread.bars)),
    element(
      'dl',
      { class: 'quantiles' },
      ...quantileTexts(spread).map(({ name, value, line }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          element('dd', {}, line === undefined ? value : lineButton(value, line, `${title}, ${name}: ${value}`, goTo)),
        ),
      ),
    ),
  );
}

function barButton(bar: Bar, title: string, noun: string, highest: number, goTo: GoTo): HTMLElement {
  const { count, line } = bar;
  const what = `${barText(bar)} ${noun}: ${numberText(count)} of these`;
  const label = count > 0 ? `${what}, first in line ${numberText(line)}` : what;
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
function axis(bars: readonly Bar[]): readonly HTMLElement[] {
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return [];
  if (bars.length === 1) return [element('span', {}, barText(first))];
  return [
    element('span', {}, numberText(first.from)),
    element('span', {}, last.to === undefined ? barText(last) : numberText(last.to - 1)),
  ];
}
