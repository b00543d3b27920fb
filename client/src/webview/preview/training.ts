import type { PreviewTraining } from '../../../../server/src/shared/previewView';
import { element, sentence } from '../shared/element';
import { grouped } from '../shared/numbers';

/** What trains of a line: one sentence, its tokens by what becomes of them, and what is known of the trainer. */
export function trainingBlock({ headline, isNothing, counts, notes }: PreviewTraining): HTMLElement {
  const sources = [...new Set(notes.flatMap(({ source }) => source ?? []))];
  return element(
    'section',
    { class: isNothing ? 'training nothing' : 'training', 'aria-label': 'What trains' },
    element('p', { class: 'headline' }, ...sentence(headline)),
    counts && bar(counts),
    element('ul', { class: 'notes' }, ...notes.map(({ text }) => element('li', {}, ...sentence(text)))),
    sources.length > 0 &&
      element(
        'details',
        { class: 'sources' },
        element('summary', {}, sources.length === 1 ? 'Source' : 'Sources'),
        element('ul', {}, ...sources.map((source) => element('li', {}, source))),
      ),
  );
}

/** The tokens as one bar, with the numbers below it: nobody need tell the colours apart. */
function bar({ learnt, read, cut, total, approximate, billedBy }: NonNullable<PreviewTraining['counts']>): HTMLElement {
  const shares = [
    { name: 'learnt', label: 'learnt', tokens: learnt },
    { name: 'read', label: 'only read', tokens: read },
    { name: 'lost', label: 'cut off', tokens: cut },
  ].filter(({ name, tokens }) => name !== 'lost' || tokens > 0);
  const picture = document.createElementNS(svg, 'svg');
  for (const [name, value] of [
    ['class', 'shares'],
    ['viewBox', '0 0 100 6'],
    ['preserveAspectRatio', 'none'],
    ['aria-hidden', 'true'],
  ] as const)
    picture.setAttribute(name, value);
  let x = 0;
  for (const { name, tokens } of shares) {
    const width = total === 0 ? 0 : (100 * tokens) / total;
    const share = document.createElementNS(svg, 'rect');
    for (const [attribute, value] of Object.entries({ class: `of-${name}`, x, y: 0, width, height: 6 }))
      share.setAttribute(attribute, String(value));
    picture.append(share);
    x += width;
  }
  const about = approximate ? 'about ' : '';
  const billed =
    billedBy === undefined ? '' : `; ${billedBy} bills ${cut === 0 ? 'all' : `${about}${grouped(total - cut)}`} of them each epoch`;
  return element(
    'div',
    { class: 'counts' },
    picture,
    element(
      'p',
      {},
      ...shares.map(({ name, label, tokens }) =>
        element('span', { class: 'share' }, element('span', { class: `key of-${name}` }), `${grouped(tokens)} ${label}`),
      ),
      element('span', {}, `${about}${grouped(total)} tokens in all${billed}`),
      cut > 0 && element('button', { class: 'link', type: 'button', on: { click: goToCut } }, 'Go to the cut'),
    ),
  );
}

/** To the place where the example is cut, or to the first message that is lost where no text is divided. */
function goToCut(): void {
  document.querySelector('.cut-line, .message.lot.cut')?.scrollIntoView({ block: 'center' });
}

const svg = 'http://www.w3.org/2000/svg';
