import { endOfString } from './brackets';
import { parseLine } from './parse';

/** `compact` is `{"a":1,"b":2}`; `spaced` is `{"a": 1, "b": 2}`, as Python writes it. */
export type Spacing = 'compact' | 'spaced';

/** The line with the same spacing throughout; values, spellings of numbers, escapes and the order of keys stay. Undefined for lines that are no JSON. */
export function withSpacing(text: string, spacing: Spacing): string | undefined {
  if (!parseLine(text).ok) return undefined;
  const after = spacing === 'spaced' ? ' ' : '';
  let result = '';
  let copied = 0;
  const cut = (from: number, to: number, put: string): void => {
    result += text.slice(copied, from) + put;
    copied = to;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === ',' || char === ':') {
      cut(at + 1, endOfSpace(text, at + 1), after);
      at = copied - 1;
    } else if (isSpace(text, at)) {
      cut(at, endOfSpace(text, at), '');
      at = copied - 1;
    }
  }
  return result + text.slice(copied);
}

function endOfSpace(text: string, from: number): number {
  let end = from;
  while (end < text.length && isSpace(text, end)) end += 1;
  return end;
}

function isSpace(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char === 0x20 || char === 0x09 || char === 0x0a || char === 0x0d;
}
