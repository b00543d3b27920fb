import { endOfString } from './brackets';

/** The offset behind the value of valid JSON that begins at `start`. */
export function skipValue(text: string, start: number): number {
  const opener = text[start];
  if (opener === '"') return Math.min(text.length, endOfString(text, start) + 1);
  if (opener !== '{' && opener !== '[') {
    let end = start;
    while (end < text.length && !',]}'.includes(text.charAt(end)) && text.charCodeAt(end) > 0x20) end += 1;
    return end;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The offset of the first character from `from` on that is no white space. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** The end of what stands before `end`, white space in JSON's sense left out. */
export function contentEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && ' \t\n\r'.includes(text.charAt(at - 1))) at -= 1;
  return at;
}
