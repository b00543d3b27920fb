import { asJavaScript } from './pythonPattern';

/** A regular expression from a file that may be run, and how dear that can get. */
export interface SafePattern {
  /** The most steps that matching a text of this many UTF-16 units can take. */
  readonly steps: (units: number) => number;
  readonly test: (text: string) => boolean;
}

// Whoever wrote the file wrote the pattern, and one such as `(a+)+$` makes JavaScript's matcher try for years, with no way to
// stop it. So a pattern is run only when the number of ways in which it can be tried is known: alternatives add up, what may be
// left out or repeated multiplies. Whatever makes that count uncertain (a repetition of something that itself varies, a look
// around, a reference back) is not run at all.
const longestPattern = 200;
const mostRepeats = 1000;
const mostKnown = 500;

/** `factor * (units + 1) ** loops` ways to try, each of `length` characters at least. */
interface Ways {
  readonly factor: number;
  readonly loops: number;
  readonly length: number;
  /** Whether each way is the same: nothing in it may vary. */
  readonly fixed: boolean;
}

interface Reader {
  readonly text: string;
  at: number;
}

const known = new Map<string, SafePattern | undefined>();

/** The pattern, when it is surely harmless to run; undefined for all others and for what is no regular expression. */
export function safePattern(pattern: string): SafePattern | undefined {
  if (pattern.length > longestPattern) return undefined;
  if (!known.has(pattern)) {
    if (known.size >= mostKnown) known.clear();
    known.set(pattern, read(pattern));
  }
  return known.get(pattern);
}

/** Tells whether the text is a regular expression at all, in JavaScript's syntax or in Python's, whose libraries trainers and services use. */
export function isPattern(pattern: string): boolean {
  return (compiled(pattern) ?? compiled(asJavaScript(pattern))) !== undefined;
}

function read(pattern: string): SafePattern | undefined {
  const reader: Reader = { text: pattern, at: 0 };
  const ways = readAlternatives(reader);
  const regex = ways && reader.at === pattern.length ? compiled(pattern) : undefined;
  if (!ways || !regex) return undefined;
  // Without an anchor each place of the text is tried.
  const loops = ways.loops + (pattern.startsWith('^') && !pattern.includes('|') ? 0 : 1);
  return {
    steps: (units) => ways.factor * (units + 1) ** loops * (units + ways.length + 1),
    test: (text) => regex.test(text),
  };
}

// Python and others take escapes that the strict mode refuses.
function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return undefined;
}

function readAlternatives(reader: Reader): Ways | undefined {
  let ways = readSequence(reader);
  while (ways && reader.text[reader.at] === '|') {
    reader.at += 1;
    const other = readSequence(reader);
    if (!other) return undefined;
    ways = {
      factor: ways.factor + other.factor,
      loops: Math.max(ways.loops, other.loops),
      length: ways.length + other.length,
      fixed: false,
    };
  }
  return ways;
}

function readSequence(reader: Reader): Ways | undefined {
  let factor = 1;
  let loops = 0;
  let length = 0;
  let fixed = true;
  while (reader.at < reader.text.length && reader.text[reader.at] !== '|' && reader.text[reader.at] !== ')') {
    const atom = readAtom(reader);
    const repeated = atom && readRepeat(reader, atom);
    if (!repeated) return undefined;
    factor *= repeated.factor;
    loops += repeated.loops;
    length += repeated.length;
    fixed &&= repeated.fixed;
  }
  return { factor, loops, length, fixed };
}

const one: Ways = { factor: 1, loops: 0, length: 1, fixed: true };

function readAtom(reader: Reader): Ways | undefined {
  const { text } = reader;
  const rest = text.slice(reader.at);
  if (rest[0] === '(') {
    const open = /^\((?:\?:|\?<[A-Za-z]\w*>)?(?!\?)/.exec(rest)?.[0];
    if (open === undefined) return undefined;
    reader.at += open.length;
    const inner = readAlternatives(reader);
    if (text[reader.at] !== ')') return undefined;
    reader.at += 1;
    return inner;
  }
  const atom =
    /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{\w+(?:=\w+)?\}|[dDwWsStnrfvbB]|[^A-Za-z0-9])|[^\\[*+?])/su.exec(
      rest,
    )?.[0];
  if (atom === undefined) return undefined;
  reader.at += atom.length;
  return one;
}

function readRepeat(reader: Reader, atom: Ways): Ways | undefined {
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(reader.text.slice(reader.at))?.[0];
  if (quantifier === undefined) return atom;
  reader.at += quantifier.length;
  if (reader.text[reader.at] === '?') reader.at += 1;
  if (quantifier === '?') return { ...atom, factor: atom.factor + 1, fixed: false };
  if (!atom.fixed) return undefined;
  const [least = 0, most = Number.POSITIVE_INFINITY] = boundsOf(quantifier);
  if (most === Number.POSITIVE_INFINITY)
    return least > mostRepeats ? undefined : { factor: 1, loops: 1, length: atom.length * (least + 1), fixed: false };
  if (most > mostRepeats) return undefined;
  // What is repeated a fixed number of times is still refused within another repetition: the lengths would multiply.
  return { factor: Math.max(1, most - least + 1), loops: 0, length: atom.length * most, fixed: false };
}

function boundsOf(quantifier: string): readonly (number | undefined)[] {
  if (quantifier === '*') return [0];
  if (quantifier === '+') return [1];
  const [least = '', most] = quantifier.slice(1, -1).split(',');
  return [Number(least), most === undefined ? Number(least) : most === '' ? undefined : Number(most)];
}
