const quote = 0x22;
const backslash = 0x5c;

/** How many brackets and braces a line opens beyond those that it closes (negative: the reverse); those in strings do not count. */
export function openBrackets(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case quote:
        index = endOfString(text, index);
        break;
      case 0x7b:
      case 0x5b:
        open += 1;
        break;
      case 0x7d:
      case 0x5d:
        open -= 1;
        break;
    }
  }
  return open;
}

/** The index of the quote that closes the string opened at `start`; the text's length when none does. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** How deep a line's brackets nest at the most; those in strings do not count. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

/** How many object keys a line of valid JSON spells out, doubles included. */
export function countKeys(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', start)) {
    let next = endOfString(text, start) + 1;
    while (text.charCodeAt(next) <= 0x20) next += 1;
    if (text.charCodeAt(next) === 0x3a) keys += 1;
    start = next;
  }
  return keys;
}
