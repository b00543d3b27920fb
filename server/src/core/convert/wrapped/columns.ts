const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/gu;
const combining = /[\p{M}\p{Cf}]/gu;

/** The width of a line as editors with a fixed pitch show it: East Asian characters are two columns wide, marks above others none. */
export function columnsOf(line: string): number {
  const units = line.length;
  let ascii = true;
  for (let at = 0; at < units && ascii; at++) ascii = line.charCodeAt(at) < 0x80;
  if (ascii) return units;
  let columns = 0;
  for (const _ of line) columns++;
  return columns + (line.match(wide)?.length ?? 0) - (line.match(combining)?.length ?? 0);
}

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3001-\u303f\uff01-\uff60]`;
const endsUnspaced = new RegExp(`${unspaced}$`, 'u');
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u');
// A compound keeps its hyphen, whichever of the two it was; a dash without space before it has none behind it.
const endsInHyphen = /\p{L}[-\u2010\u00ad]$/u;
const endsInDash = /[^\s\u2014]\u2014$/;

/** What stands in place of a break between two lines that are one: a blank, or nothing where the script or a hyphen wants none. */
export function gapBetween(before: string, after: string): ' ' | '' {
  if (endsUnspaced.test(before) && beginsUnspaced.test(after)) return '';
  return endsInDash.test(before) || (endsInHyphen.test(before) && /^\p{Ll}/u.test(after)) ? '' : ' ';
}

/** The columns that the next line's first word would have taken on the line before, with the gap. */
export function firstWordColumns(before: string, after: string): number {
  const gap = gapBetween(before, after);
  if (beginsUnspaced.test(after)) return gap.length + columnsOf(String.fromCodePoint(after.codePointAt(0) ?? 32));
  const word = /^\S+/.exec(after.slice(0, 200))?.[0] ?? '';
  return gap.length + columnsOf(word);
}
