import { endOfString } from '../core/json/brackets';

/** A piece of a line; `word` is a number, a literal or anything else that stands bare. */
export interface Token {
  readonly type: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'word';
  readonly start: number;
  readonly end: number;
  /** False for a string that the line's end cuts off. */
  readonly closed: boolean;
}

/** An open bracket while a line is read, the outermost one being the line itself. */
export interface Frame {
  readonly kind: 'line' | 'object' | 'array';
  readonly start: number;
  expect: 'key' | 'key or end' | 'colon' | 'value' | 'value or end' | 'comma';
  /** Where the key of an object's current member stands. */
  key: Token | undefined;
  /** Index of an array's current item. */
  index: number;
}

const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The frames of a line of which nothing was read. */
export function startLine(): Frame[] {
  return [{ kind: 'line', start: 0, expect: 'value', key: undefined, index: 0 }];
}

/** The token at or after `from` in `text`, as though it ended at `end`; undefined when only white space is left. */
export function tokenAt(text: string, from: number, end = text.length): Token | undefined {
  let start = from;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= end) return undefined;
  const char = text[start];
  switch (char) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return { type: char, start, end: start + 1, closed: true };
    case '"': {
      const close = endOfString(text, start);
      return close < end ? { type: 'string', start, end: close + 1, closed: true } : { type: 'string', start, end, closed: false };
    }
    default:
      return { type: 'word', start, end: Math.min(end, endOfWord(text, start)), closed: true };
  }
}

/** Where the bare word that goes on at `from` ends. */
export function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !'{}[],:"'.includes(text.charAt(end))) end += 1;
  return end;
}

/**
 * Takes in a token: tells whether valid JSON may go on with it. If not, the frames take the likeliest meaning, so that the
 * rest of a broken line can still be read.
 */
export function take(frames: Frame[], token: Token, text: string): boolean {
  const frame = frames.at(-1) as Frame;
  const { expect } = frame;
  switch (token.type) {
    case '{':
    case '[': {
      const fits = expect === 'value' || expect === 'value or end';
      if (expect === 'comma' && frame.kind === 'array') frame.index += 1;
      frame.expect = 'comma';
      const kind = token.type === '{' ? 'object' : 'array';
      frames.push({ kind, start: token.start, expect: kind === 'object' ? 'key or end' : 'value or end', key: undefined, index: 0 });
      return fits;
    }
    case '}':
      return close(frames, 'object', expect === 'key or end' || expect === 'comma');
    case ']':
      return close(frames, 'array', expect === 'value or end' || expect === 'comma');
    case ',': {
      const fits = expect === 'comma' && frame.kind !== 'line';
      if (frame.kind === 'object') frame.expect = 'key';
      else if (frame.kind === 'array') {
        frame.expect = 'value';
        frame.index += 1;
      }
      return fits;
    }
    case ':':
      if (frame.kind === 'object') frame.expect = 'value';
      return expect === 'colon';
    default:
      return takeScalar(frame, token, text);
  }
}

function takeScalar(frame: Frame, token: Token, text: string): boolean {
  const { expect, kind } = frame;
  if (kind === 'object' && (expect === 'key' || expect === 'key or end' || expect === 'comma')) {
    frame.key = token;
    frame.expect = 'colon';
    return expect !== 'comma' && token.type === 'string' && token.closed;
  }
  if (expect === 'comma' && kind === 'array') frame.index += 1;
  frame.expect = 'comma';
  if (expect !== 'value' && expect !== 'value or end') return false;
  return token.type === 'string' ? token.closed : literal.test(text.slice(token.start, token.end));
}

/** Closes the innermost bracket of this kind, and with it all within; a bracket that closes none is passed over. */
function close(frames: Frame[], kind: Frame['kind'], fits: boolean): boolean {
  const found = frames.findLastIndex((frame) => frame.kind === kind);
  if (found === -1) return false;
  const innermost = found === frames.length - 1;
  frames.length = found;
  return fits && innermost;
}

/** The brackets that close all frames from the innermost outwards, `count` of them at the most. */
export function closers(frames: readonly Frame[], count = frames.length): string {
  return frames
    .filter(({ kind }) => kind !== 'line')
    .reverse()
    .slice(0, count)
    .map(({ kind }) => (kind === 'object' ? '}' : ']'))
    .join('');
}

function isSpace(code: number): boolean {
  return code <= 0x20;
}
