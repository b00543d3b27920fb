import { atValue } from '../json/path';
import { acceptedShape } from './accepted';
import { oneOf } from './describe';
import { eachImage, imageUrlOf, readDataUrl, typeOfBase64 } from './images';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

const typeOfEnding: ReadonlyMap<string, string> = new Map([
  ['gif', 'image/gif'],
  ['bmp', 'image/bmp'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['svg', 'image/svg+xml'],
  ['heic', 'image/heic'],
  ['avif', 'image/avif'],
  ['ico', 'image/x-icon'],
  ['pdf', 'application/pdf'],
  ['mp4', 'video/mp4'],
]);

/** An image of a type that the target does not take, or that is not the one it is declared to be. */
export const imageFormat: Rule = {
  id: 'image-format',
  about: 'message',
  // A wrong type stops no job: the service leaves the image out, so the target decides how much that weighs.
  severity: 'warning',
  summary: 'An image is of a type that the target does not take, or not of the type that its URL declares.',
  why: 'Services leave out images that they cannot read, mostly without a word, and the answer then speaks of a picture that the model never saw.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,/9j/4AAQ"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,/9j/4AAQ"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/cat.gif"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/jpg;base64,/9j/4AAQ"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    eachImage(subject.message, (part, index) => {
      const url = imageUrlOf(part);
      if (url === undefined) return;
      const data = readDataUrl(url);
      const real = data?.isBase64 ? typeOfBase64(url, data.start) : undefined;
      const declared = data ? sameType(data.type) : typeOfAddress(url);
      const type = real ?? declared;
      const types = acceptedShape(target, subject.line.shape)?.images?.types;
      const isTaken = type === undefined || type === '' || !types || types.includes(type);
      if (isTaken && (real === undefined || real === declared)) return;
      const path = inMessage(subject, 'content', index, 'image_url', ...(typeof part.image_url === 'string' ? [] : ['url']));
      const message = isTaken
        ? `This image is of type \`${real}\`, but its URL says ${declared ? `\`${declared}\`` : 'nothing of its type'}: services that go by the URL cannot read it.`
        : `${target.name} takes images of type ${oneOf(types ?? [])} and leaves out others, and this one is \`${type}\`: convert it.`;
      report({
        place: atValue(...path),
        message: withWording(message, target, 'image-format'),
        fixes:
          isTaken && data
            ? [
                {
                  kind: 'fix',
                  title: `Declare it as \`${real}\``,
                  edits: [{ op: 'set', path, value: `data:${real};base64,${url.slice(data.start)}` }],
                },
              ]
            : [],
      });
    });
  },
};

// The name that many programs use for JPEG, and that all read.
function sameType(type: string): string {
  return type === 'image/jpg' ? 'image/jpeg' : type;
}

function typeOfAddress(url: string): string | undefined {
  const ending = /^https?:\/\/[^?#]{1,2000}\.([a-z0-9]{2,4})(?:[?#]|$)/i.exec(url)?.[1];
  return ending && typeOfEnding.get(ending.toLowerCase());
}
