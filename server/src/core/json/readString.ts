import { nextToken, type QuoteStyle, type Token } from './looseTokens';
import { parseLine } from './parse';
import { closers, edit, fault, isHopeless, isPunctuation, type Reading, type State, type Step, stop } from './reading';
import { isLiteral } from './readWord';
import { contentEnd, skipValue } from './skip';
import { checkBody } from './stringBody';

/** Reads a string to its real end, whatever quotes delimit it, and goes on with `then`. */
export function readString(reading: Reading, token: Token & { kind: 'string' }, then: 'colon' | 'next'): Step {
  if (!token.closed) return readOpenString(reading, token, then);
  if (reading.open.length === 0) return stop(reading, 'plain-text', token);
  if (token.style !== 'double') {
    fault(reading, token.style === 'single' ? 'single-quotes' : 'typographic-quotes', token, token.sure ? 'certain' : 'likely');
    edit(reading, token.start, token.start + 1, '"');
    readBody(reading, token.start + 1, token.end - 1, token.style);
    edit(reading, token.end - 1, token.end, '"');
    return then;
  }
  const end = closingQuote(reading, token, then);
  if (end === undefined) return 'stop';
  readBody(reading, token.start + 1, end - 1, 'double');
  return { state: then, at: end };
}

/** The offset behind the quote that really ends a string; undefined, with the fault noted, when that cannot be told. */
function closingQuote(reading: Reading, token: Token, then: 'colon' | 'next'): number | undefined {
  const { text, open } = reading;
  const inObject = open.at(-1) === '{';
  if (isEndOfString(reading, token, then)) {
    const body = text.slice(token.start + 1, Math.min(token.end - 1, token.start + 1000));
    if (then === 'next' || !/[“”„]\s*:/.test(body) || isPunctuation(nextToken(text, token.end), ':')) return token.end;
    stop(reading, 'typographic-quotes', { start: token.start + 1 + body.search(/[“”„]/), end: token.start + 2 + body.search(/[“”„]/) });
    return undefined;
  }
  const body = text.slice(token.start + 1, contentEnd(text, token.end - 1));
  if (then === 'next' && inObject && body.endsWith(',') && /^[\w-]+"\s*:/.test(text.slice(token.end, token.end + 100))) {
    stop(reading, 'missing-quote', { start: token.start + body.length, end: token.start + body.length + 1 });
    return undefined;
  }
  const unclosed = then === 'next' && inObject ? endBeforeNextObject(text, token) : undefined;
  if (unclosed !== undefined) {
    fault(reading, 'missing-quote', { start: unclosed - 1, end: unclosed }, 'likely');
    edit(reading, unclosed, unclosed, '"');
    return unclosed;
  }
  if (then === 'colon' && /^"\s*:/.test(text.slice(token.end, token.end + 100))) {
    // No key ends in a quote.
    fault(reading, 'doubled-quote', { start: token.end, end: token.end + 1 }, 'likely');
    edit(reading, token.end, token.end + 1, '');
    return token.end + 1;
  }
  if (then === 'colon') {
    // Keys hold no quotes: to look for another end would swallow the values that follow.
    stop(reading, 'unexpected', nextToken(text, token.end));
    return undefined;
  }
  fault(reading, 'unescaped-quote', { start: token.end - 1, end: token.end }, 'likely');
  const ending = inObject ? behindMember : behindItem;
  return escapeEmbedded(reading, token.start + 1, ending) ?? escapeInnerQuotes(reading, token.end - 1, ending);
}

/** Where a string should have ended that runs on over its object's end to the first key of the next; undefined for any other. */
function endBeforeNextObject(text: string, { start, end }: Token): number | undefined {
  if (!/^[\w-]+"\s*:/.test(text.slice(end, end + 100))) return undefined;
  const from = Math.max(start + 1, end - 100);
  const objects = /\s*\}\s*,\s*\{\s*$/.exec(text.slice(from, end - 1));
  const at = from + (objects?.index ?? 0);
  // An escaped quote there was meant as the end, behind a backslash that belongs to the text.
  return objects && at > start + 1 && text[at - 1] !== '"' ? at : undefined;
}

/** Tells by what follows a string's last quote whether it is the last, or one that should have been escaped. */
function isEndOfString(reading: Reading, token: Token, then: 'colon' | 'next'): boolean {
  const { text, open } = reading;
  const inObject = open.at(-1) === '{';
  const following = lookAhead(reading, token.end);
  switch (following.kind) {
    case 'end':
      return true;
    case 'punctuation':
      if (then === 'colon') return true;
      return ',}]'.includes(following.char) || (following.char !== ':' && !inObject);
    case 'string': {
      if (!following.closed || (then === 'colon' && following.start === token.end)) return false;
      // With the separator written in between, the next string would have to be followed by this.
      return isPunctuation(nextToken(text, following.end), then === 'colon' ? ',}' : inObject ? ':' : ',]');
    }
    case 'comment':
      return !text.includes('"', following.start);
    case 'word':
      return then === 'colon' && isLiteral(following.text);
    default:
      return false;
  }
}

/** The next token that means something; the end of the line once reading ahead has cost several times the line. */
function lookAhead(reading: Reading, from: number): Token {
  const { text } = reading;
  if (reading.ahead > 4 * text.length) return { kind: 'end', start: text.length, end: text.length };
  let token = nextToken(text, from);
  while (token.kind === 'stray' || (token.kind === 'comment' && token.opener === '/*')) token = nextToken(text, token.end);
  reading.ahead += token.end - from;
  return token;
}

const behindMember = /\s*(?:\}|\]|$|,\s*"[^"\\]{1,64}"\s*:)/y;
const behindItem = /\s*(?:\]|$|,\s*["{[\d])/y;

/** Escapes the quotes of JSON that is all of a text, which begins at `start`; undefined where it is not. */
function escapeEmbedded(reading: Reading, start: number, ending: RegExp): number | undefined {
  const { text } = reading;
  if (!'{['.includes(text.charAt(start)) || reading.ahead > 4 * text.length) return undefined;
  const end = skipValue(text, start);
  reading.ahead += end - start;
  ending.lastIndex = end + 1;
  if (text[end] !== '"' || !ending.test(text)) return undefined;
  const embedded = text.slice(start, end);
  // Nobody knows which of the two a backslash belongs to.
  if (embedded.includes('\\') || !parseLine(embedded).ok) return undefined;
  for (let at = text.indexOf('"', start); at < end; at = text.indexOf('"', at + 1)) {
    edit(reading, at, at, '\\');
    if (isHopeless(reading)) break;
  }
  return end + 1;
}

/** Escapes quotes from `first` on up to the first that ends a string for sure. */
function escapeInnerQuotes(reading: Reading, first: number, ending: RegExp): number | undefined {
  const { text, edits } = reading;
  const before = edits.length;
  edit(reading, first, first, '\\');
  for (let at = first + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') {
      ending.lastIndex = at + 1;
      if (ending.test(text)) return at + 1;
      edit(reading, at, at, '\\');
      if (isHopeless(reading)) break;
    }
  }
  edits.length = before;
  reading.complete = false;
  return undefined;
}

function readOpenString(reading: Reading, token: Token, then: 'colon' | 'next'): State {
  const { text } = reading;
  const end = contentEnd(text, text.length);
  if (reading.open.length === 0) return stop(reading, 'plain-text', { start: token.start, end });
  // Brackets at the very end are the record's own, so it is the quote that is missing.
  if (then === 'next' && '}]'.includes(text.charAt(end - 1))) {
    return stop(reading, 'missing-quote', { start: token.start, end: token.start + 1 });
  }
  const last = { start: end - 1, end };
  if (text[token.start] !== '"') return stop(reading, 'truncated', last);
  fault(reading, 'truncated', last, 'likely');
  // An escape that was cut in two cannot be kept.
  const half = /(?:^|[^\\])(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/.exec(text.slice(-64))?.[1]?.length ?? 0;
  const kept = text.length - half;
  readBody(reading, token.start + 1, kept, 'double');
  edit(reading, kept, text.length, `"${closers(reading)}`);
  return 'stop';
}

function readBody(reading: Reading, start: number, end: number, style: QuoteStyle): void {
  checkBody(reading.text, start, end, style, {
    fault: (cause, from, to, certain) => fault(reading, cause, { start: from, end: to }, certain ? 'certain' : 'likely'),
    edit: (from, to, text) => edit(reading, from, to, text),
    isHopeless: () => isHopeless(reading),
  });
}
