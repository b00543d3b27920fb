import type { PreviewPart } from '../../../../server/src/shared/previewView';
import { type Content, element } from '../shared/element';
import { icon } from '../shared/icons';
import type { Drawing } from './drawing';

type Image = Extract<PreviewPart, { readonly kind: 'image' }>;

// Much longer addresses hold the image itself.
const longestAddress = 200;

/**
 * An image with what is known of it. Only images that lie in the line are drawn unasked; what lies in the web is when the
 * reader has asked for it; what any other address means, nobody here tries out.
 */
export function image({ url, alt, detail, size }: Image, { remoteImages, send }: Drawing): HTMLElement {
  const inLine = /^data:image\//i.test(url);
  const remote = /^https:/i.test(url);
  const place = inLine ? 'in the line' : url.slice(0, longestAddress) || 'no address';
  const facts = [alt, place, size && `${size.width} × ${size.height}`, detail && `detail: ${detail}`].filter(Boolean).join(' · ');
  const figure = element('figure', { class: 'image' });
  if (inLine || (remote && remoteImages)) {
    const failed = (): void => picture.replaceWith(frame('This image could not be read.'));
    const picture = element('img', { alt: alt || 'Image of this message', loading: 'lazy', on: { error: failed } });
    picture.src = url;
    figure.append(picture);
  } else if (remote) {
    const load = element('button', { class: 'link', type: 'button', on: { click: () => send({ type: 'loadImages' }) } }, 'Load images');
    figure.append(frame('Not loaded, as it is on the web. ', load));
  } else {
    figure.append(frame('Not shown: only images in the line, and on request those at https addresses, are.'));
  }
  figure.append(element('figcaption', {}, facts));
  return figure;
}

function frame(...content: readonly Content[]): HTMLElement {
  return element('div', { class: 'no-image' }, icon('image'), element('span', {}, ...content));
}
