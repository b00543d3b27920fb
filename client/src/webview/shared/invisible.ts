/** A piece of a text: to be read as it is, or a character that nobody sees. */
export type Piece = string | { readonly code: string; readonly name: string };

const names: Readonly<Record<number, string>> = {
  127: 'delete',
  173: 'soft hyphen',
  847: 'combining grapheme joiner',
  1564: 'Arabic letter mark',
  4447: 'Hangul filler',
  4448: 'Hangul filler',
  6158: 'Mongolian vowel separator',
  8203: 'zero width space',
  8204: 'zero width non-joiner',
  8205: 'zero width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of direction',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'end of isolate',
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65440: 'Hangul filler',
};

// Joiners are part of the spelling of emoji and of many scripts, and are left alone there; so are the tags of flags.
const emoji = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|\u{1f3f4}[\u{e0020}-\u{e007f}]+/u;
const inScripts =
  /(?<=\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}|\p{Script=Sinhala}|\p{M})[\u200c\u200d]/u;
// Selectors of variants choose between two pictures of a character that is seen.
const unseen =
  /(?![\t\n\r]|\p{Variation_Selector}(?<![\u{e0100}-\u{e01ef}]))[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const all = new RegExp(`${emoji.source}|${inScripts.source}|(${unseen.source})`, 'gu');

/** Cuts a text at characters that nobody sees and that may deceive: of no width, of direction, of control, hidden tags. */
export function splitInvisible(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(all)) {
    const [, char] = match;
    if (char === undefined) continue;
    if (match.index > done) pieces.push(text.slice(done, match.index));
    pieces.push(describe(char));
    done = match.index + char.length;
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

function describe(char: string): Exclude<Piece, string> {
  const unit = char.codePointAt(0) ?? 0;
  const code = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = names[unit] ?? (unit >= 0xe0000 ? 'hidden tag' : unit < 0xa0 ? 'control character' : 'invisible character');
  return { code, name };
}
