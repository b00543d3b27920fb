import { utf8Of } from '../rows/fileRow';
import type { Row } from '../rows/row';

// An image costs tokens that its text does not tell. What holds one is named so by a type, a media type or a key; the same word within or at
// the beginning of a text is no image.
const imageSign = /(?<!\\)"image["_/\\]/;
const quote = 0x22;
const imageBytes = new TextEncoder().encode('"image');

/**
 * Whether a line's text may hold more tokens than the limit: a token is at least one byte, what frames messages and tools costs
 * less than its JSON does, and a UTF-16 unit is at most three bytes. Saves counting nearly all lines where only long ones matter.
 * Of what `holdsTexts` only, images are not looked for.
 */
export function mayExceed(row: Pick<Row, 'text'>, limit: number, holdsTexts = false): boolean {
  const utf8 = utf8Of(row);
  if (utf8) return utf8.length > limit || (!holdsTexts && namesImage(utf8) && imageSign.test(row.text));
  const { text } = row;
  if (text.length * 3 > limit && bytesOf(text, limit) > limit) return true;
  return !holdsTexts && text.includes('"image') && imageSign.test(text);
}

function namesImage(utf8: Uint8Array): boolean {
  for (let at = utf8.indexOf(quote); at !== -1; at = utf8.indexOf(quote, at + 1)) {
    let index = 1;
    while (index < imageBytes.length && utf8[at + index] === imageBytes[index]) index += 1;
    if (index === imageBytes.length) return true;
  }
  return false;
}

/** The bytes of the text in UTF-8; stops once they are more than `most`. */
function bytesOf(text: string, most: number): number {
  if (text.length > most) return text.length;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A surrogate is half of four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
