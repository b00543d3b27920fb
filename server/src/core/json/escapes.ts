/** The most UTF-16 units that an escape of JSON has. */
export const longestEscape = 6;

const backslash = 0x5c;
const letters = '"\\/bfnrt';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const control = /[\0-\x1f]/;

/** The offset behind the escape of JSON that begins with the backslash at `at`; `at` itself where none does. */
export function endOfEscape(text: string, at: number): number {
  const letter = text.charAt(at + 1);
  if (letter === 'u') return areHexadecimal(text, at + 2) ? at + longestEscape : at;
  return letter !== '' && letters.includes(letter) ? at + 2 : at;
}

/**
 * How many UTF-16 units the value of a JSON string has of which this stands between the quotes; undefined where no JSON string has
 * it so. Quotes in it are taken for other characters.
 */
export function unitsOfBody(body: string): number | undefined {
  if (control.test(body)) return undefined;
  let units = body.length;
  for (let at = body.indexOf('\\'); at !== -1; ) {
    const end = endOfEscape(body, at);
    if (end === at) return undefined;
    units -= end - at - 1;
    at = body.charCodeAt(end) === backslash ? end : body.indexOf('\\', end);
  }
  return units;
}

function areHexadecimal(text: string, start: number): boolean {
  for (let at = start; at < start + 4; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 0x30 && code <= 0x39;
    const lower = code | 0x20;
    if (!isDigit && !(lower >= 0x61 && lower <= 0x66)) return false;
  }
  return true;
}
