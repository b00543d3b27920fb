import type { PreviewPart, PreviewText } from '../../../../server/src/shared/previewView';
import { code } from '../shared/code';
import { type Content, element } from '../shared/element';
import { drawLong, longestWhole, type Marked, withMark } from '../shared/longText';
import { markdown } from '../shared/markdown';
import { grouped } from '../shared/numbers';
import { markInvisible } from '../shared/textNodes';
import type { Drawing } from './drawing';
import { image } from './images';

// Reading Markdown costs more than drawing it; what is longer is shown as it stands.
const longestMarkdown = 200_000;

/** A text of a message, as Markdown unless it is wanted as it stands. */
export function text({ text: shown, length }: PreviewText, drawing: Drawing): HTMLElement {
  const cut = cutNote(shown.length, length, drawing);
  if (shown === '') return element('div', { class: 'empty' }, 'empty');
  if (drawing.raw || shown.length > longestMarkdown) {
    const note =
      !drawing.raw &&
      element('p', { class: 'cut' }, `Shown as it stands: Markdown of more than ${grouped(longestMarkdown)} characters is not drawn.`);
    return element('div', { class: 'plain' }, note, plain(shown), cut);
  }
  const made = element('div', { class: 'markdown', dir: 'auto' });
  made.append(markdown(shown, (url, alt) => image({ kind: 'image', url, alt }, drawing)));
  // Each block by itself: an answer in Arabic may quote English code.
  for (const block of made.querySelectorAll('p, li, h3, h4, h5, h6, td, th')) block.setAttribute('dir', 'auto');
  markInvisible(made);
  if (cut) made.append(cut);
  return made;
}

function plain(shown: string): HTMLElement {
  const place = element('div', { dir: 'auto' });
  if (shown.length > longestWhole) drawLong(shown, place);
  else place.append(markInvisible(element('span', {}, shown)));
  return place;
}

/** A text with the place where its example is cut: as it stands, for Markdown that is cut in two is none. */
export function cutText(part: Extract<PreviewPart, { kind: 'cut' }>, drawing: Drawing): HTMLElement {
  const { before, after, skippedBefore, skippedAfter } = part;
  const piece = (shown: string, name: string): HTMLElement => element('span', { class: name }, markInvisible(element('span', {}, shown)));
  const label = 'The limit falls here: what follows is cut off';
  return element(
    'div',
    { class: 'plain divided', dir: 'auto' },
    skippedBefore > 0 && skipNote(skippedBefore, 'before', drawing),
    piece(before, 'left'),
    element('span', { class: 'cut-line' }, element('span', { class: 'cut-label' }, label)),
    piece(after, 'lost'),
    skippedAfter > 0 && skipNote(skippedAfter, 'more', drawing),
  );
}

function skipNote(count: number, where: 'before' | 'more', { send }: Drawing): HTMLElement {
  const showAll = element('button', { class: 'link', type: 'button', on: { click: () => send({ type: 'showWhole' }) } }, 'Show all');
  return element('p', { class: 'cut' }, `… ${grouped(count)} characters ${where}. `, showAll);
}

/** JSON or other code in a frame of its own. */
export function codeBlock({ text: shown, length }: PreviewText, language: string | undefined, drawing: Drawing): HTMLElement {
  const block = element('code', {});
  // Nothing that long has colours.
  if (shown.length > longestWhole) drawLong(shown, block);
  else {
    block.append(code(shown, language));
    markInvisible(block);
  }
  return element('pre', {}, block, cutNote(shown.length, length, drawing));
}

/** A line as it stands, with the place where it breaks; `elsewhere` says where all of it is, if not here. */
export function lineBlock(
  { text: shown, length }: PreviewText,
  fault: Marked | undefined,
  drawing: Drawing,
  elsewhere?: string,
): HTMLElement {
  const block = element('code', {});
  const marked = fault && fault.start < shown.length ? fault : undefined;
  if (shown.length > longestWhole) drawLong(shown, block, marked);
  else {
    block.append(...(marked ? withMark(shown, marked) : [shown]));
    markInvisible(block);
  }
  return element('pre', {}, block, cutNote(shown.length, length, drawing, elsewhere));
}

function cutNote(shown: number, length: number, { send }: Drawing, elsewhere?: string): Content {
  if (shown >= length) return undefined;
  const where = `Cut after ${grouped(shown)} of ${grouped(length)} characters. `;
  if (elsewhere !== undefined) return element('p', { class: 'cut' }, `${where}${elsewhere}`);
  const showAll = element('button', { class: 'link', type: 'button', on: { click: () => send({ type: 'showWhole' }) } }, 'Show all');
  return element('p', { class: 'cut' }, where, showAll);
}
