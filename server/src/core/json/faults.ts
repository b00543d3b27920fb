import type { SpanEdit } from './edits';
import { nextToken, skipSpace, type Token } from './looseTokens';
import type { Span } from './positions';
import { checkBody } from './stringBody';

/** What can be wrong with a line that is no JSON. */
export type Cause =
  | 'comma-after-record'
  | 'comment'
  | 'control-character'
  | 'extra-bracket'
  | 'extra-comma'
  | 'fullwidth-punctuation'
  | 'invalid-escape'
  | 'invalid-number'
  | 'invisible-character'
  | 'missing-bracket'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-opening-brace'
  | 'missing-quote'
  | 'missing-value'
  | 'not-a-number'
  | 'object-object'
  | 'only-comment'
  | 'plain-text'
  | 'python-escape'
  | 'python-literal'
  | 'single-quotes'
  | 'text-after-record'
  | 'text-before-record'
  | 'trailing-comma'
  | 'truncated'
  | 'two-records'
  | 'typographic-quotes'
  | 'undefined-value'
  | 'unescaped-quote'
  | 'unexpected'
  | 'unquoted-key'
  | 'unquoted-text'
  | 'wrong-bracket';

/** One cause and the first place where it shows. */
export interface Fault extends Span {
  readonly cause: Cause;
}

/** What reading a broken line found. */
export interface Faults {
  /** The first fault of each cause, in the order of their places. */
  readonly faults: readonly Fault[];
  /** What mends the faults, in the order of places. */
  readonly edits: readonly SpanEdit[];
  /** Whether each edit restores what was surely meant. */
  readonly certain: boolean;
  /** Whether the edits mend the line to its end; false when reading had to stop at a fault that no edit mends. */
  readonly complete: boolean;
}

/** Mutable while a line is read. */
interface Reading {
  readonly text: string;
  readonly open: ('{' | '[')[];
  readonly first: Map<Cause, Fault>;
  readonly edits: SpanEdit[];
  certain: boolean;
  complete: boolean;
  /** The kind of the last record read to its end; undefined before the first. */
  root: '{' | '[' | 'other' | undefined;
  /** The comma that was read last, for the case that nothing follows it. */
  comma: Span;
}

/** What may come next. The `first` states stand right behind an opening bracket, where a closing one is as good. */
type State = 'root' | 'first-key' | 'key' | 'colon' | 'first-value' | 'value' | 'next' | 'after' | 'stop';

/**
 * Reads a line that is no JSON as well as it can be understood and says what is wrong with it. Reads the line once, keeps
 * its own stack, and stops at the first fault behind which nothing is sure.
 */
export function findFaults(text: string): Faults {
  const reading: Reading = {
    text,
    open: [],
    first: new Map(),
    edits: [],
    certain: true,
    complete: true,
    root: undefined,
    comma: { start: 0, end: 0 },
  };
  let state: State = 'root';
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (state !== 'stop') {
    const token = nextToken(text, at);
    at = token.end;
    if (token.kind === 'stray') readStray(reading, token);
    else if (token.kind === 'comment') state = readComment(reading, token, state);
    else {
      if (token.kind === 'punctuation' && text[token.start] !== token.char) {
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

/** The state to go on with; `at` when reading goes on elsewhere than behind the token. */
type Step = State | { readonly state: State; readonly at: number };

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
  if (isPunctuation(token, '{[')) return openBracket(reading, token);
  if (token.kind === 'end') return reading.root ? 'stop' : stop(reading, 'plain-text', { start: 0, end: text.length });
  if (token.kind === 'string' && isPunctuation(nextToken(text, token.end), ':')) {
    fault(reading, 'missing-opening-brace', { start: token.start, end: token.start + 1 }, 'likely');
    edit(reading, token.start, token.start, '{');
    reading.open.push('{');
    return readKey(reading, token, 'key');
  }
  if (isPunctuation(token, '}]')) return stop(reading, 'extra-bracket', token);
  const record = text.slice(token.start).search(/[{[]\s*["'“”{[]/);
  if (record === -1) return stop(reading, 'plain-text', { start: token.start, end: text.trimEnd().length });
  const end = token.start + record;
  fault(reading, 'text-before-record', { start: token.start, end: text.slice(0, end).trimEnd().length }, 'likely');
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
  const end = text.slice(0, token.start).trimEnd().length;
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
  const behind = text.slice(0, token.start).trimEnd().length;
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
  fault(reading, 'text-after-record', { start: token.start, end: text.trimEnd().length }, 'likely');
  edit(reading, behind, text.length, '');
  return 'stop';
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

function readString(reading: Reading, token: Token & { kind: 'string' }, then: 'colon' | 'next'): Step {
  const { text, open } = reading;
  if (!token.closed) return readOpenString(reading, token, then);
  if (open.length === 0) return stop(reading, 'plain-text', token);
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
  let following = nextToken(text, token.end);
  while (following.kind === 'stray' || (following.kind === 'comment' && following.opener === '/*')) following = nextToken(text, following.end);
  if (following.kind === 'end') return token.end;
  if (following.kind === 'punctuation') {
    if (then === 'colon') return ':,}]{['.includes(following.char) ? token.end : undefined;
    if (',}]'.includes(following.char) || (following.char !== ':' && !inObject)) return token.end;
  }
  if (following.kind === 'string' && following.closed) {
    const behind = nextToken(text, following.end);
    const separate = following.start > token.end || then === 'next';
    if (separate && isPunctuation(behind, then === 'colon' ? ',}' : inObject ? ':' : ',]')) return token.end;
  }
  if (then === 'colon' && following.kind === 'word' && isLiteral(following.text)) return token.end;
  const lastLetter = text.slice(token.start + 1, token.end - 1).trimEnd();
  if (then === 'next' && inObject && lastLetter.endsWith(',') && /^[\w-]+"\s*:/.test(text.slice(token.end, token.end + 100))) {
    stop(reading, 'missing-quote', { start: token.start + lastLetter.length, end: token.start + lastLetter.length + 1 });
    return undefined;
  }
  fault(reading, 'unescaped-quote', { start: token.end - 1, end: token.end }, 'likely');
  return escapeInnerQuotes(reading, token.end - 1, then === 'colon' ? behindKey : inObject ? behindMember : behindItem);
}

const behindKey = /\s*:/y;
const behindMember = /\s*(?:\}|\]|$|,\s*"[^"\\]{1,64}"\s*:)/y;
const behindItem = /\s*(?:\]|$|,\s*["{[\d])/y;

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
    }
  }
  edits.length = before;
  reading.complete = false;
  return undefined;
}

function readOpenString(reading: Reading, token: Token, then: 'colon' | 'next'): State {
  const { text } = reading;
  const trimmed = text.trimEnd();
  if (reading.open.length === 0) return stop(reading, 'plain-text', { start: token.start, end: trimmed.length });
  if (/[\]}]$/.test(trimmed) && /\}\s*\]?\s*\}$|[\]}]$/.test(trimmed.slice(-16)) && then === 'next') {
    return stop(reading, 'missing-quote', { start: token.start, end: token.start + 1 });
  }
  const last = { start: trimmed.length - 1, end: trimmed.length };
  if (text[token.start] !== '"') return stop(reading, 'truncated', last);
  fault(reading, 'truncated', last, 'likely');
  // An escape that was cut in two cannot be kept.
  const half = /(?:^|[^\\])(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/.exec(text.slice(-64))?.[1]?.length ?? 0;
  const end = text.length - half;
  readBody(reading, token.start + 1, end, 'double');
  edit(reading, end, text.length, `"${closers(reading)}`);
  return 'stop';
}

function readBody(reading: Reading, start: number, end: number, style: 'double' | 'single' | 'typographic'): void {
  checkBody(reading.text, start, end, style, {
    fault: (cause, from, to, certain) => fault(reading, cause, { start: from, end: to }, certain ? 'certain' : 'likely'),
    edit: (from, to, text) => edit(reading, from, to, text),
  });
}

const literals = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);
const notNumbers = /^[-+]?(?:nan|inf(?:inity)?)$/i;
const noValues = /^(?:undefined|null|nil|none|na|true|false)$/i;
const numberLike = /^[-+.]?\d/;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function isLiteral(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null' || literals.has(word) || jsonNumber.test(word);
}

function readWord(reading: Reading, token: Token & { kind: 'word' }): State {
  const { text, open } = reading;
  const word = token.text;
  const literal = literals.get(word);
  if (literal) {
    fault(reading, 'python-literal', token, 'certain');
    edit(reading, token.start, token.end, literal);
  } else if (notNumbers.test(word)) {
    fault(reading, 'not-a-number', token, 'likely');
    edit(reading, token.start, token.end, 'null');
  } else if (!isLiteral(word)) {
    if (token.end === text.trimEnd().length && open.length > 0) return stop(reading, 'truncated', { start: token.end - 1, end: token.end });
    if (numberLike.test(word)) return stop(reading, 'invalid-number', token);
    if (!noValues.test(word)) return stop(reading, 'unquoted-text', token);
    fault(reading, 'undefined-value', token, 'likely');
    edit(reading, token.start, token.end, /^(?:true|false)$/i.test(word) ? word.toLowerCase() : 'null');
  }
  return afterValue(reading);
}

function readStray(reading: Reading, token: Token): void {
  const code = reading.text.charCodeAt(token.start);
  fault(reading, code < 0x20 ? 'control-character' : 'invisible-character', token, 'certain');
  edit(reading, token.start, token.end, code === 0xfeff ? '' : ' ');
}

function readComment(reading: Reading, token: Token & { kind: 'comment' }, state: State): State {
  const { text, open } = reading;
  if (token.opener !== '/*' && open.length > 0) return stop(reading, 'comment', token);
  const alone = text.slice(0, token.start).trim() === '' && skipSpace(text, token.end) === text.length;
  if (alone) return stop(reading, text.startsWith('[object Object]') ? 'object-object' : 'only-comment', token);
  fault(reading, 'comment', token, 'certain');
  const before = token.opener === '/*' ? token.start : text.slice(0, token.start).trimEnd().length;
  edit(reading, before, token.end, '');
  return state;
}

/** Says what the end of the line means where it comes too early. */
function lineEnds(reading: Reading, token: Token, state: 'next' | 'colon' | 'other'): State {
  const end = reading.text.trimEnd().length;
  const last = { start: end - 1, end };
  if (state !== 'next') return stop(reading, /[{[,]$/.test(reading.text.slice(0, end)) ? 'missing-bracket' : 'truncated', last);
  fault(reading, 'missing-bracket', last, 'likely');
  edit(reading, end, token.end, closers(reading));
  return 'stop';
}

function closers({ open }: Reading): string {
  return [...open].reverse().map((bracket) => (bracket === '{' ? '}' : ']')).join('');
}

function extraComma(reading: Reading, token: Token, state: State): State {
  fault(reading, 'extra-comma', token, 'likely');
  edit(reading, token.start, token.end, '');
  return state;
}

function unexpected(reading: Reading, token: Token): State {
  return token.kind === 'end' ? lineEnds(reading, token, 'other') : stop(reading, 'unexpected', token);
}

function afterValue({ open }: Reading): State {
  return open.length === 0 ? 'after' : 'next';
}

function isPunctuation(token: Token, chars: string): boolean {
  return token.kind === 'punctuation' && chars.includes(token.char);
}

function fault(reading: Reading, cause: Cause, { start, end }: Span, certainty: 'certain' | 'likely'): void {
  if (certainty === 'likely') reading.certain = false;
  if (!reading.first.has(cause)) reading.first.set(cause, { cause, start, end });
}

function edit(reading: Reading, start: number, end: number, text: string): void {
  reading.edits.push({ start, end, text });
}

/** Notes a fault behind which nothing is sure. */
function stop(reading: Reading, cause: Cause, span: Span): State {
  fault(reading, cause, span, 'likely');
  reading.complete = false;
  return 'stop';
}
