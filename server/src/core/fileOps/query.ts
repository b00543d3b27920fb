import { nearest } from '../project/nearest';
import { allMessages, type ExampleMessage, type Role, textOf } from '../shapes/example';
import type { ExampleLine } from './exampleLine';

/** What is known of a line that a query is asked about. */
export interface QuerySubject {
  readonly text: string;
  /** Undefined for lines that are no example; of those only the text and the rules are looked at. */
  readonly line: ExampleLine | undefined;
  readonly tokens: number | undefined;
  /** The rules that found something in the line. */
  readonly rules: ReadonlySet<string>;
}

type Test = (subject: QuerySubject) => boolean;

/** A question about lines, ready to be asked. */
export interface Query {
  readonly matches: Test;
  /** Whether lines have to be counted, or checked, before it can be answered. */
  readonly needsTokens: boolean;
  readonly needsRules: boolean;
}

/** What a query may be made of, for those who write one. */
export const queryHelp =
  'words or "several words" that a message holds; role:assistant; role:assistant contains "x"; tokens>4000; messages<=2; characters>10000; tool:NAME; rule:RULE; not before any of them, or between them';

const measures = ['tokens', 'messages', 'characters'] as const;
const roles: readonly Role[] = ['system', 'developer', 'user', 'assistant', 'tool'];
const keys = ['role', 'tool', 'rule'] as const;
const sizes =
  'a size is one of tokens, messages and characters, then <, <=, =, >= or >, then a whole number, without spaces, such as tokens>4000';
const known = `there are ${keys.map((key) => `${key}:`).join(', ')} and sizes such as tokens>4000`;
const asWords = 'what stands in double quotes is looked for as words';
const measureBegins = new RegExp(`^(?:${measures.join('|')})[<>=!]`, 'i');

/** Reads a query; `refused` says what is wrong with it. All terms must hold, unless `or` stands between them; case makes no difference. */
export function parseQuery(text: string, rules: readonly string[]): Query | { readonly refused: string } {
  const words = wordsOf(text);
  if (words.some(({ unclosed }) => unclosed))
    return { refused: `A double quote is opened and not closed: ${asWords}, and \\" within them is the sign itself.` };
  if (words.length === 0) return { refused: `Say what to look for: ${queryHelp}.` };
  const reader = { words, at: 0, needsTokens: false, needsRules: false };
  const alternatives: Test[][] = [[]];
  while (reader.at < words.length) {
    if (isBare(words[reader.at], 'or')) {
      reader.at += 1;
      alternatives.push([]);
      continue;
    }
    const term = readTerm(reader, rules);
    if ('refused' in term) return term;
    alternatives.at(-1)?.push(term.test);
  }
  if (alternatives.some((terms) => terms.length === 0))
    return { refused: 'Something is missing beside “or”: it stands between two terms.' };
  return {
    matches: (subject) => alternatives.some((terms) => terms.every((test) => test(subject))),
    needsTokens: reader.needsTokens,
    needsRules: reader.needsRules,
  };
}

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly unclosed: boolean;
  /** Whether it stands right behind the word before it, without a space. */
  readonly touches: boolean;
}

interface Reader {
  readonly words: readonly Word[];
  at: number;
  needsTokens: boolean;
  needsRules: boolean;
}

function wordsOf(text: string): Word[] {
  let end = -1;
  return Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)("?)|[^\s"]+/g), ({ 0: whole, 1: inner, 2: closing, index }) => {
    const touches = index === end;
    end = index + whole.length;
    return inner === undefined
      ? { text: whole, quoted: false, unclosed: false, touches }
      : { text: inner.replace(/\\(.)/g, '$1'), quoted: true, unclosed: closing === '', touches };
  });
}

function isBare(word: Word | undefined, text: string): boolean {
  return word !== undefined && !word.quoted && word.text.toLowerCase() === text;
}

function readTerm(reader: Reader, rules: readonly string[]): { readonly test: Test } | { readonly refused: string } {
  const word = reader.words[reader.at];
  if (!word) return { refused: 'Something is missing after “not”.' };
  reader.at += 1;
  if (isBare(word, 'not')) {
    const term = readTerm(reader, rules);
    return 'refused' in term ? term : { test: (subject) => !term.test(subject) };
  }
  if (word.quoted) return { test: holding(word.text) };
  const next = reader.words[reader.at];
  const measure = /^([a-z]+)(<=|>=|=|<|>)(\d+)$/i.exec(word.text);
  if (measure && !next?.touches) return readMeasure(reader, measure);
  const broken = brokenSize(word, next);
  if (broken !== undefined) return { refused: `“${broken}” cannot be read: ${sizes}; ${asWords}.` };
  const keyed = /^([a-z]+):(.*)$/i.exec(word.text);
  const key = keyed?.[1]?.toLowerCase();
  if (!keyed || !keys.some((each) => each === key)) {
    // An address, a time or a colon at the end of a word asks for nothing.
    const isKey = keyed && (keyed[2] ? /^[\p{L}\p{N}_]/u.test(keyed[2]) : next?.quoted && next.touches);
    return isKey ? { refused: `“${keyed[1]}:” asks for nothing that is known: ${known}; ${asWords}.` } : { test: holding(word.text) };
  }
  // The value may stand in quotes right behind the colon.
  const value = keyed[2] || (next?.quoted ? reader.words[reader.at++]?.text : '') || '';
  if (value === '') return { refused: `Something is missing after “${key}:”.` };
  return readKeyed(reader, key ?? '', value, rules);
}

/** What begins as a size without being one; undefined for other words. `tokens > 100` would else be three words that no line holds. */
function brokenSize({ text }: Word, next: Word | undefined): string | undefined {
  if (measureBegins.test(text)) return text;
  const isApart = measures.some((each) => each === text.toLowerCase()) && next && !next.quoted && /^[<>=!]/.test(next.text);
  return isApart ? `${text} ${next.text}` : undefined;
}

function readMeasure(
  reader: Reader,
  [whole, name = '', sign = '', digits = '']: RegExpExecArray,
): { readonly test: Test } | { readonly refused: string } {
  const measure = measures.find((each) => each === name.toLowerCase());
  if (!measure) return { refused: `“${whole}” compares nothing that is known: there are ${measures.join(', ')}; ${asWords}.` };
  if (measure === 'tokens') reader.needsTokens = true;
  const limit = Number(digits);
  return {
    test: (subject) => {
      const value = measured(subject, measure);
      return value !== undefined && compare(value, sign, limit);
    },
  };
}

function readKeyed(
  reader: Reader,
  key: string,
  value: string,
  rules: readonly string[],
): { readonly test: Test } | { readonly refused: string } {
  if (key === 'rule') {
    if (!rules.includes(value)) return { refused: `There is no rule ${value}${meant(value, rules) ?? '.'}` };
    reader.needsRules = true;
    return { test: ({ rules: found }) => found.has(value) };
  }
  if (key === 'tool') return { test: inMessages(({ calls }) => calls.some(({ name }) => name === value)) };
  const role = roles.find((each) => each === value.toLowerCase());
  if (!role) return { refused: `There is no role ${value}${meant(value, roles) ?? `: roles are ${roles.join(', ')}.`}` };
  if (!isBare(reader.words[reader.at], 'contains')) return { test: inMessages((message) => message.role === role) };
  const part = reader.words[reader.at + 1]?.text.toLowerCase();
  if (part === undefined) return { refused: 'Something is missing after “contains”.' };
  reader.at += 2;
  return { test: inMessages((message) => message.role === role && textOf(message).toLowerCase().includes(part)) };
}

function meant(value: string, known: readonly string[]): string | undefined {
  const near = nearest(value, known);
  return near && `: did you mean ${near}?`;
}

function holding(words: string): Test {
  const part = words.toLowerCase();
  const inExample = inMessages((message) => textOf(message).toLowerCase().includes(part));
  return (subject) => (subject.line ? inExample(subject) : subject.text.toLowerCase().includes(part));
}

function inMessages(test: (message: ExampleMessage) => boolean): Test {
  return ({ line }) => line !== undefined && allMessages(line.example).some(test);
}

function measured({ line, tokens }: QuerySubject, measure: (typeof measures)[number]): number | undefined {
  if (measure === 'tokens') return tokens;
  if (!line) return undefined;
  return measure === 'messages' ? allMessages(line.example).length : charactersOf(line);
}

/** How many UTF-16 units the messages of an example say together, arguments of calls included. */
export function charactersOf({ example }: ExampleLine): number {
  let sum = 0;
  for (const message of allMessages(example)) {
    sum += textOf(message).length;
    for (const call of message.calls) sum += call.arguments.length;
  }
  return sum;
}

function compare(value: number, sign: string, limit: number): boolean {
  switch (sign) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    default:
      return value === limit;
  }
}
