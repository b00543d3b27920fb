import { isArray, isObject, type JsonObject, member } from '../json/parse';

/** The media types that an image's first bytes tell, each with how its base64 begins. */
const beginnings: readonly (readonly [base64: string, type: string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGODdh', 'image/gif'],
  ['R0lGODlh', 'image/gif'],
  ['SUkqA', 'image/tiff'],
  ['TU0AK', 'image/tiff'],
  ['PHN2Zy', 'image/svg+xml'],
  ['JVBERi0', 'application/pdf'],
];

/** The media type of base64 data from `start` on by its first bytes; undefined when they tell none. */
export function typeOfBase64(text: string, start = 0): string | undefined {
  // WEBP is one of several kinds of RIFF, and which one stands eight bytes on.
  if (text.startsWith('UklGR', start)) return text.startsWith('RUJQ', start + 12) ? 'image/webp' : undefined;
  return beginnings.find(([base64]) => text.startsWith(base64, start))?.[1];
}

/** A `data:` URL taken apart. */
export interface DataUrl {
  /** The declared media type in lower case; empty where none stands. */
  readonly type: string;
  readonly isBase64: boolean;
  /** Where the data begins. */
  readonly start: number;
}

/** The parts of a `data:` URL; undefined when it has no comma near its start. */
export function readDataUrl(url: string): DataUrl | undefined {
  const head = /^data:([^,;]{0,200})((?:;[^,;]{0,200}){0,9}),/i.exec(url);
  if (!head) return undefined;
  return { type: (head[1] ?? '').trim().toLowerCase(), isBase64: /;\s*base64\s*$/i.test(head[2] ?? ''), start: head[0].length };
}

/** How many bytes base64 data from `start` to the end of `text` stands for. */
export function bytesOfBase64(text: string, start: number): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return Math.floor(((text.length - start) * 3) / 4) - padding;
}

/** An image part's URL, whether it stands in an object or alone; undefined where there is none. */
export function imageUrlOf(part: JsonObject): string | undefined {
  const image = member(part, 'image_url');
  const url = isObject(image) ? member(image, 'url') : image;
  return typeof url === 'string' ? url : undefined;
}

/** Tells whether the value is a part that shows an image. */
function isImagePart(part: unknown): part is JsonObject {
  return isObject(part) && part.type === 'image_url';
}

/** Calls back with each image part of a message and its index. */
export function eachImage(message: JsonObject, visit: (part: JsonObject, index: number) => void): void {
  const { content } = message;
  if (!isArray(content)) return;
  for (let index = 0; index < content.length; index++) {
    const part = content[index];
    if (isImagePart(part)) visit(part, index);
  }
}
