import { isObject } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { counted } from '../numbers';
import { acceptedShape } from './accepted';
import { bytesOfBase64, eachImage, imageUrlOf, readDataUrl } from './images';
import type { Rule } from './rule';
import { withWording } from './wording';

const picture = '{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}';
const withPictures = (count: number) =>
  `{"messages":[{"role":"user","content":[${Array.from({ length: count }, () => picture).join(',')}]},{"role":"assistant","content":"Cats."}]}`;

/** More or larger images than the target takes. */
export const imageLimit: Rule = {
  id: 'image-limit',
  about: 'line',
  // Too many or too large images stop no job: they are left out, so the target decides how much that weighs.
  severity: 'warning',
  summary: 'An example holds more images than the target takes, or an image that is too large.',
  why: 'What is beyond a service’s limits it leaves out, mostly without a word: the example is lost, or trained without the picture that the answer is about.',
  bad: [{ lines: [withPictures(11)] }],
  good: [{ lines: [withPictures(10)] }, { lines: [withPictures(11)], target: 'azure' }],
  passesPlain: true,
  check({ lists, shape }, report, { target }) {
    const limits = acceptedShape(target, shape)?.images;
    // Where a comparison may hold no image at all, the rule about its sides says so.
    if (!limits || (limits.perExample === 0 && shape?.id === 'preference')) return;
    let count = 0;
    for (const list of lists) {
      for (let index = 0; index < list.messages.length; index++) {
        const message = list.messages[index];
        if (!isObject(message)) continue;
        eachImage(message, (part, at) => {
          count += 1;
          const path = (): Path => [...list.path, index, 'content', at];
          if (count === limits.perExample + 1) {
            const message =
              limits.perExample === 0
                ? `${target.name} takes no images here, so they are lost, or the whole example: say in words what they show, or remove the line.`
                : `${target.name} takes at most ${counted(limits.perExample, 'image')} in one example, so the images from this one on are lost, or the whole example: remove them or split the example.`;
            report({ place: atValue(...path()), message: withWording(message, target, 'image-limit') });
          }
          const url = imageUrlOf(part);
          const bytes = url === undefined ? 0 : bytesOf(url);
          if (limits.bytes === undefined || bytes <= limits.bytes) return;
          report({
            place: atValue(...path(), 'image_url'),
            message: withWording(
              `This image has ${megabytes(bytes)}; ${target.name} leaves out images of more than ${megabytes(limits.bytes)}. Make it smaller.`,
              target,
              'image-limit',
            ),
          });
        });
      }
    }
  },
};

function bytesOf(url: string): number {
  // Few characters cannot be many bytes.
  if (url.length < 1000) return 0;
  const data = readDataUrl(url);
  return data?.isBase64 ? bytesOfBase64(url, data.start) : 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
