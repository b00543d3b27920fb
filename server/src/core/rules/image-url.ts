import type { Fix } from '../finding';
import { isObject, member } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { eachImage, readDataUrl, typeOfBase64 } from './images';
import { inMessage, type ReportTo, type Rule } from './rule';
import { withWording } from './wording';

// An image is megabytes, and what cuts or spoils one shows at its ends.
const looked = 200;

/** An image that no trainer can get at. */
export const imageUrl: Rule = {
  id: 'image-url',
  about: 'message',
  severity: 'error',
  summary: 'An image’s URL is broken, cannot be reached, or stands where an object is due.',
  why: 'A trainer fetches an image from the web or reads it from a `data:` URL. One that it cannot read is quietly left out, and the model learns to talk about pictures it never saw.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":"https://example.com/a.png"}]},{"role":"assistant","content":"A cat."}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,iVBORw0KGgo="}}]},{"role":"assistant","content":"A cat."}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"C:\\\\cat.png"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    eachImage(subject.message, (part, index) => {
      const image = member(part, 'image_url');
      const isShort = typeof image === 'string';
      const url = isShort ? image : isObject(image) ? member(image, 'url') : undefined;
      if (typeof url !== 'string') return;
      const say: ReportTo = (found) => report({ ...found, message: withWording(found.message, target, 'image-url') });
      if (isShort) reportShorthand(inMessage(subject, 'content', index, 'image_url'), url, say);
      const fault = faultOf(url);
      if (!fault) return;
      const path = inMessage(subject, 'content', index, 'image_url', ...(isShort ? [] : ['url']));
      say({ place: atValue(...path), message: fault.message, fixes: fault.mended === undefined ? [] : [mending(path, fault.mended)] });
    });
  },
};

function reportShorthand(path: Path, url: string, report: ReportTo): void {
  report({
    place: atValue(...path),
    message: '`image_url` must be an object that holds the `url`: only a few trainers read the URL alone.',
    fixes: [{ kind: 'fix', title: 'Wrap it in an object', edits: [{ op: 'set', path, value: { url } }] }],
  });
}

interface UrlFault {
  readonly message: string;
  readonly mended?: string;
}

function faultOf(url: string): UrlFault | undefined {
  if (/^https?:\/\/[^\s/]/i.test(url)) return undefined;
  if (/^data:/i.test(url)) return dataFault(url);
  const type = typeOfBase64(url);
  if (type && url.length > looked) {
    return {
      message: `This is an image’s data without the \`data:${type};base64,\` that says so: put it in front.`,
      mended: `data:${type};base64,${url}`,
    };
  }
  if (url === '') return { message: 'The image’s `url` is empty: put the address or the data of the image in, or remove the part.' };
  if (/^(?:gs|s3|az|abfss?|hdfs):\/\//i.test(url)) {
    return {
      message:
        'Trainers fetch images from public `https://` addresses, not from a store that asks for a key: publish the image, or put it in as a `data:` URL.',
    };
  }
  return {
    message:
      'No trainer can fetch an image from here: give an `https://` address that anyone can open, or put the image in as a `data:` URL.',
  };
}

function dataFault(url: string): UrlFault | undefined {
  const read = readDataUrl(url);
  if (!read)
    return {
      message: 'This `data:` URL is broken: it must begin with `data:`, the type and `;base64,`, as in `data:image/png;base64,iVBOR…`.',
    };
  const { type, isBase64, start } = read;
  if (!isBase64) {
    const declared = type || typeOfBase64(url, start);
    const message =
      'This `data:` URL does not say that its data is base64, so the image cannot be read: `;base64` must stand before the comma.';
    return declared && typeOfBase64(url, start) ? { message, mended: `data:${declared};base64,${url.slice(start)}` } : { message };
  }
  if (url.length === start) return { message: 'This `data:` URL holds no image behind the comma: put its data in, or remove the part.' };
  const end = url.length - (url.endsWith('==') ? 2 : url.endsWith('=') ? 1 : 0);
  const first = url.slice(start, Math.min(end, start + looked));
  if (spoilt.test(first) || spoilt.test(url.slice(Math.max(start, end - looked), end))) {
    return {
      message:
        'The data of this image is not base64, so it cannot be read: only letters, digits, `+`, `/` and `=` at the end may stand in it.',
    };
  }
  // Four characters hold three bytes, and one alone holds none: something was cut off. Line breaks would upset the count.
  if ((end - start) % 4 === 1 && !/\s/.test(first)) {
    return { message: 'The data of this image ends in the middle, so it was cut off and cannot be read: put the whole image in.' };
  }
  return undefined;
}

const spoilt = /[^A-Za-z0-9+/_\r\n -]/;

function mending(path: Path, value: string): Fix {
  return { kind: 'suggestion', title: 'Say what the data is', edits: [{ op: 'set', path, value }] };
}
