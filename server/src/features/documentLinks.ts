import type { DocumentLink, Range } from 'vscode-languageserver-types';
import { endOfString } from '../core/json/brackets';
import { ownString } from '../core/ownString';
import { utf8Of } from '../core/rows/fileRow';
import type { Row } from '../core/rows/row';
import type { Work } from '../core/work';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';

/** What the client's command for an image in the line itself is given. */
export interface ImagePlace {
  readonly uri: string;
  /** Of the `data:` URL, between its quotes. */
  readonly range: Range;
}

interface FoundImage {
  /** Between the quotes. */
  readonly start: number;
  readonly end: number;
  /** Absent where the image's data stand in the line itself. */
  readonly target?: string;
}

// An editor underlines no more, and a file of a hundred thousand images is not to be read through for each edit.
const mostLinks = 2000;
const openImage = 'exemplar.openImage';

const known = new WeakMap<Row, readonly FoundImage[]>();
const none: readonly FoundImage[] = [];

/** The images of a file as links: web addresses lead to the web, and data in the line to the client's command, where it has one. */
export function* documentLinks({ file, links: { uri }, hasCommand }: FeatureContext): Work<DocumentLink[]> {
  const links: DocumentLink[] = [];
  if (!file.check) return links;
  const rows = [...file.rows];
  for (const [line, row] of rows.entries()) {
    yield line / rows.length;
    for (const { start, end, target } of imagesIn(row)) {
      const range = rangeIn(line, { start, end });
      if (target !== undefined) links.push({ range, target, tooltip: 'Open the image in the browser' });
      else if (hasCommand(openImage)) links.push({ range, target: commandLink(openImage, { uri, range }), tooltip: 'Show the image' });
    }
    if (links.length >= mostLinks) break;
  }
  return links;
}

function commandLink(command: string, place: ImagePlace): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([place]))}`;
}

function imagesIn(row: Row): readonly FoundImage[] {
  let found = known.get(row);
  if (!found) {
    found = mayHoldAddress(row) && /image|Uri/.test(row.text) ? findImages(row.text) : none;
    known.set(row, found);
  }
  return found;
}

const colon = 0x3a;
const quote = 0x22;
const space = 0x20;
const beginnings = ['https:', 'data:'].map((word) => new TextEncoder().encode(word));

/** False only where no member's value is an address: a packed text is not read back to learn that. */
function mayHoldAddress(row: Row): boolean {
  const bytes = utf8Of(row);
  if (!bytes) return true;
  for (let at = bytes.indexOf(colon); at !== -1; at = bytes.indexOf(colon, at + 1)) {
    let value = at + 1;
    while ((bytes[value] ?? quote) <= space) value += 1;
    if (bytes[value] === quote && beginnings.some((word) => word.every((byte, index) => bytes[value + 1 + index] === byte))) return true;
  }
  return false;
}

// Where the text of a message tells of such a key, its quotes are escaped, so that they do not match.
const imageMember = /"(?:url|image_url|image|fileUri|file_uri)"[\t\r ]*:[\t\r ]*"(?=(https:|data:image)\\?\/)/g;

function findImages(text: string): readonly FoundImage[] {
  return Array.from(text.matchAll(imageMember), ({ 0: head, 1: kind, index }) => {
    const start = index + head.length;
    const place = { start, end: endOfString(text, start - 1) };
    return kind === 'https:' ? { ...place, target: ownString(text.slice(place.start, place.end).replaceAll('\\/', '/')) } : place;
  });
}
