import { endOfString } from './brackets';

/** How a string is delimited: `single` also stands for backticks, `typographic` for curly quotes and guillemets. */
export type QuoteStyle = 'double' | 'single' | 'typographic';

/** A piece of a line that may be no JSON. Offsets are UTF-16 units from the line's start. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'punctuation'; readonly char: string }
  /** `closed` is false when no quote ends the string; `sure` is false when an earlier quote of its kind might have ended it. */
  | { readonly kind: 'string'; readonly style: QuoteStyle; readonly closed: boolean; readonly sure: boolean }
  | { readonly kind: 'comment'; readonly opener: string }
  | { readonly kind: 'word'; readonly text: string }
  /** A character that no one sees or that cannot stand between values: a no-break space, a zero-width space, a control character. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'end' }
);

const tab = 0x09;
const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

// What Chinese and Japanese keyboards write for the punctuation of JSON.
const wide = new Map(['，,', '：:', '｛{', '｝}', '［[', '］]'].map(([from = '', to = '']) => [from, to]));
const singleQuotes = "'`";
const typographicQuotes = '“”„‟«»‘’‚‛´＂″';
const invisible = /[\p{Cc}\p{Cf}\p{Zs}\u2028\u2029]/u;
const wordEnd = /[\s,:{}[\]"'`“”„‟«»‘’‚‛´＂″，：｛｝［］]|\/[/*]/g;
// What may stand behind the quote that ends a string.
const behindString = /\s*(?:[,:}\]，：｝］]|$)/y;

/** Reads the token at or after `from`, JSON or not. Reading a line token by token costs its length. */
export function nextToken(text: string, from: number): Token {
  const start = skipSpace(text, from);
  const char = text[start];
  if (char === undefined) return { kind: 'end', start: text.length, end: text.length };
  if (',:{}[]'.includes(char)) return { kind: 'punctuation', char, start, end: start + 1 };
  if (char === '"') return doubleQuoted(text, start);
  const narrow = wide.get(char);
  if (narrow !== undefined) return { kind: 'punctuation', char: narrow, start, end: start + 1 };
  if (singleQuotes.includes(char)) return otherwiseQuoted(text, start, 'single', char === '`' ? '`´' : "'");
  if (typographicQuotes.includes(char)) return otherwiseQuoted(text, start, 'typographic', closersOf(char));
  if (text.startsWith('/*', start)) {
    const close = text.indexOf('*/', start + 2);
    return { kind: 'comment', opener: '/*', start, end: close === -1 ? text.length : close + 2 };
  }
  if (char === '#' || text.startsWith('//', start)) {
    const lineEnd = text.indexOf('\n', start);
    return { kind: 'comment', opener: char === '#' ? '#' : '//', start, end: lineEnd === -1 ? text.length : lineEnd };
  }
  if (invisible.test(char)) return { kind: 'stray', start, end: start + 1 };
  wordEnd.lastIndex = start + 1;
  const end = wordEnd.exec(text)?.index ?? text.length;
  return { kind: 'word', text: text.slice(start, end), start, end };
}

/** The offset of the first character from `from` on that is no white space in JSON's sense. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== space && code !== tab && code !== newline && code !== carriageReturn) break;
  }
  return at;
}

function doubleQuoted(text: string, start: number): Token {
  const close = endOfString(text, start);
  const closed = close < text.length;
  return { kind: 'string', style: 'double', closed, sure: true, start, end: closed ? close + 1 : text.length };
}

function closersOf(opener: string): string {
  return '‘’‚‛´'.includes(opener) ? "‘’‛´'" : '“”‟»«＂″"';
}

/** Such strings hold their own delimiter as an apostrophe, so only one that is followed by what follows a string ends them. */
function otherwiseQuoted(text: string, start: number, style: QuoteStyle, closers: string): Token {
  let sure = true;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (closers.includes(text[at] ?? '')) {
      behindString.lastIndex = at + 1;
      if (behindString.test(text)) return { kind: 'string', style, closed: true, sure, start, end: at + 1 };
      // A curly quote is an ordinary character of prose; a straight one would have been escaped by whoever delimits with it.
      if (style === 'single') sure = false;
    }
  }
  return { kind: 'string', style, closed: false, sure, start, end: text.length };
}
