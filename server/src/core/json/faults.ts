import { atOnce, type Steps } from '../work';
import { nextToken, skipSpace, type Token } from './looseTokens';
import {
  afterValue,
  closers,
  edit,
  type Faults,
  fault,
  isHopeless,
  isPunctuation,
  type Reading,
  type State,
  type Step,
  stop,
} from './reading';
import { readString } from './readString';
import { readWord } from './readWord';
import { contentEnd } from './skip';

/**
 * Reads a line that is no JSON as well as it can be understood and says what is wrong with it. Reads the line once, keeps
 * its own stack, and stops at the first fault behind which nothing is sure.
 */
export function findFaults(text: string): Faults {
  return atOnce(findingFaults(text));
}

// Reading so many takes a few milliseconds.
const tokensAtOnce = 10_000;

/** The same in steps. */
export function* findingFaults(text: string): Steps<Faults> {
  const reading: Reading = {
    text,
    open: [],
    first: new Map(),
    edits: [],
    certain: true,
    complete: true,
    root: undefined,
    comma: { start: 0, end: 0 },
    ahead: 0,
  };
  let state: State = 'root';
  let at = 0;
  for (let tokens = 1; state !== 'stop'; tokens++) {
    if (tokens % tokensAtOnce === 0) yield;
    if (isHopeless(reading)) {
      reading.complete = false;
      break;
    }
    const token = nextToken(text, at);
    at = token.end;
    if (token.kind === 'stray') readStray(reading, token);
    else if (token.kind === 'comment') state = readComment(reading, token, state);
    else {
      if (token.kind === 'punctuation' && text[token.start] !== token.char && (state !== 'root' || isPunctuation(token, '{['))) {
        fault(reading, 'fullwidth-punctuation', token, 'certain');
        edit(reading, token.start, token.end, token.char);
      }
      const next = step(reading, state, token);
      state = typeof next === 'string' ? next : next.state;
      if (typeof next !== 'string') at = next.at;
    }
  }
  const { first, edits, certain, complete } = reading;
  const sureEscapes = !first.has('python-escape') || first.has('single-quotes');
  return {
    faults: [...first.values()].sort((a, b) => a.start - b.start),
    edits: edits.sort((a, b) => a.start - b.start || a.end - b.end),
    certain: certain && complete && sureEscapes,
    complete,
  };
}

function step(reading: Reading, state: State, token: Token): Step {
  switch (state) {
    case 'root':
      return readRoot(reading, token);
    case 'first-key':
    case 'key':
      return readKey(reading, token, state);
    case 'colon':
      return readColon(reading, token);
    case 'first-value':
    case 'value':
      return readValue(reading, token, state);
    case 'next':
      return readNext(reading, token);
    default:
      return readAfter(reading, token);
  }
}

function readRoot(reading: Reading, token: Token): Step {
  const { text } = reading;
  if (isObjectObject(reading, token)) return stop(reading, 'object-object', { start: token.start, end: token.start + objectObject.length });
  if (isPunctuation(token, '{[')) return openBracket(reading, token);
  if (token.kind === 'end') return reading.root ? 'stop' : stop(reading, 'plain-text', { start: 0, end: text.length });
  if (token.kind === 'string' && isPunctuation(nextToken(text, token.end), ':')) {
    fault(reading, 'missing-opening-brace', { start: token.start, end: token.start + 1 }, 'likely');
    edit(reading, token.start, token.start, '{');
    reading.open.push('{');
    return readKey(reading, token, 'key');
  }
  if (isPunctuation(token, '}]')) return stop(reading, 'extra-bracket', token);
  const record = text.slice(token.start).search(/\{\s*["'“”]/);
  if (record === -1) return stop(reading, 'plain-text', { start: token.start, end: contentEnd(text, text.length) });
  const end = token.start + record;
  fault(reading, 'text-before-record', { start: token.start, end: contentEnd(text, end) }, 'likely');
  edit(reading, token.start, end, '');
  return { state: 'root', at: end };
}

function readKey(reading: Reading, token: Token, state: 'first-key' | 'key'): Step {
  if (isPunctuation(token, '}]')) return closeBracket(reading, token, state);
  if (isPunctuation(token, ',')) return extraComma(reading, token, state);
  if (token.kind === 'string') return readString(reading, token, 'colon');
  if (token.kind === 'word' && isPunctuation(nextToken(reading.text, token.end), ':')) {
    fault(reading, 'unquoted-key', token, 'likely');
    edit(reading, token.start, token.end, JSON.stringify(token.text));
    return 'colon';
  }
  return unexpected(reading, token);
}

function readColon(reading: Reading, token: Token): Step {
  if (isPunctuation(token, ':')) return 'value';
  if (token.kind === 'end') return lineEnds(reading, token, 'colon');
  if (isPunctuation(token, ',}]')) return stop(reading, 'missing-value', token);
  fault(reading, 'missing-colon', token, 'likely');
  edit(reading, token.start, token.start, ': ');
  return readValue(reading, token, 'value');
}

function readValue(reading: Reading, token: Token, state: 'first-value' | 'value'): Step {
  if (isObjectObject(reading, token)) return stop(reading, 'object-object', { start: token.start, end: token.start + objectObject.length });
  if (isPunctuation(token, '{[')) return openBracket(reading, token);
  if (token.kind === 'string') return readString(reading, token, 'next');
  if (token.kind === 'word') return readWord(reading, token);
  if (reading.open.at(-1) === '[') {
    if (isPunctuation(token, '}]')) return closeBracket(reading, token, state);
    if (isPunctuation(token, ',')) return extraComma(reading, token, state);
  } else if (isPunctuation(token, ',}]')) {
    return stop(reading, 'missing-value', token);
  }
  return unexpected(reading, token);
}

function readNext(reading: Reading, token: Token): Step {
  if (isPunctuation(token, ',')) {
    reading.comma = token;
    return reading.open.at(-1) === '{' ? 'key' : 'value';
  }
  if (isPunctuation(token, '}]')) return closeBracket(reading, token, 'next');
  if (token.kind === 'end') return lineEnds(reading, token, 'next');
  const { text } = reading;
  const inObject = reading.open.at(-1) === '{';
  const startsEntry = inObject
    ? (token.kind === 'string' || token.kind === 'word') && isPunctuation(nextToken(text, token.end), ':')
    : token.kind === 'string' || isPunctuation(token, '{[');
  if (!startsEntry) return unexpected(reading, token);
  const end = contentEnd(text, token.start);
  fault(reading, 'missing-comma', { start: end - 1, end }, 'likely');
  edit(reading, end, end, ',');
  return inObject ? readKey(reading, token, 'key') : readValue(reading, token, 'value');
}

// Scripts that write "\\n" for "\n" put these two characters between records or behind the last one.
const spelledBreak = /(?:\\r)?\\n/y;

function readAfter(reading: Reading, token: Token): Step {
  const { text, root } = reading;
  if (token.kind === 'end') return 'stop';
  if (isPunctuation(token, '}]')) {
    fault(reading, 'extra-bracket', token, 'likely');
    edit(reading, token.start, token.end, '');
    return 'after';
  }
  const behind = contentEnd(text, token.start);
  const isComma = isPunctuation(token, ',');
  spelledBreak.lastIndex = token.start;
  const spelled = spelledBreak.test(text);
  const record = isComma ? token.end : spelled ? spelledBreak.lastIndex : token.start;
  const start = skipSpace(text, record);
  if (root === '{' && text[start] === '{') {
    fault(reading, 'two-records', isComma || spelled ? { start: token.start, end: record } : { start, end: start + 1 }, 'certain');
    edit(reading, behind, start, '\n');
    return { state: 'root', at: start };
  }
  if (isComma && start === text.length) {
    fault(reading, 'comma-after-record', token, 'certain');
    edit(reading, token.start, token.end, '');
    return 'after';
  }
  fault(reading, 'text-after-record', { start: token.start, end: contentEnd(text, text.length) }, 'likely');
  edit(reading, behind, text.length, '');
  return 'stop';
}

// What JavaScript makes of an object that is joined to a text.
const objectObject = '[object Object]';

function isObjectObject({ text }: Reading, token: Token): boolean {
  return text.startsWith(objectObject, token.start);
}

function openBracket(reading: Reading, token: Token): State {
  const bracket = token.kind === 'punctuation' && token.char === '{' ? '{' : '[';
  if (reading.open.length === 0) reading.root = bracket;
  reading.open.push(bracket);
  return bracket === '{' ? 'first-key' : 'first-value';
}

function closeBracket(reading: Reading, token: Token, state: State): State {
  const { open, comma } = reading;
  const bracket = token.kind === 'punctuation' && token.char === '}' ? '{' : '[';
  if (open.at(-1) !== bracket) {
    if (open.at(-2) !== bracket) {
      fault(reading, 'extra-bracket', token, 'likely');
      edit(reading, token.start, token.end, '');
      return state;
    }
    fault(reading, 'wrong-bracket', token, 'likely');
    edit(reading, token.start, token.start, open.pop() === '{' ? '}' : ']');
  }
  if (state === 'key' || state === 'value') {
    fault(reading, 'trailing-comma', comma, 'certain');
    edit(reading, comma.start, comma.end, '');
  }
  open.pop();
  return afterValue(reading);
}

function readStray(reading: Reading, token: Token): void {
  const code = reading.text.charCodeAt(token.start);
  const isMark = code === 0xfeff;
  fault(reading, isMark ? 'byte-order-mark' : code < 0x20 ? 'control-character' : 'invisible-character', token, 'certain');
  edit(reading, token.start, token.end, isMark ? '' : ' ');
}

function readComment(reading: Reading, token: Token & { kind: 'comment' }, state: State): State {
  const { text, open } = reading;
  // Such a comment takes what closes the record with it.
  if (token.end === text.length && open.length > 0) return stop(reading, 'comment', token);
  const alone = text.slice(0, token.start).trim() === '' && skipSpace(text, token.end) === text.length;
  if (alone) return stop(reading, 'only-comment', token);
  fault(reading, 'comment', token, 'certain');
  edit(reading, contentEnd(text, token.start), token.end, '');
  return state;
}

/** Says what the end of the line means where it comes too early. */
function lineEnds(reading: Reading, token: Token, state: 'next' | 'colon' | 'other'): State {
  const end = contentEnd(reading.text, reading.text.length);
  const last = { start: end - 1, end };
  if (state !== 'next') return stop(reading, /[{[,]$/.test(reading.text.slice(0, end)) ? 'missing-bracket' : 'truncated', last);
  fault(reading, 'missing-bracket', last, 'likely');
  edit(reading, end, token.end, closers(reading));
  return 'stop';
}

function extraComma(reading: Reading, token: Token, state: State): State {
  fault(reading, 'extra-comma', token, 'likely');
  edit(reading, token.start, token.end, '');
  return state;
}

function unexpected(reading: Reading, token: Token): State {
  return token.kind === 'end' ? lineEnds(reading, token, 'other') : stop(reading, 'unexpected', token);
}
