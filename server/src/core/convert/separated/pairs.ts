import { isBlankSpan, splitLines } from '../lines';
import type { ConvertOptions, Note, Span } from '../reading';
import { separators, stops } from './marks';

/** A prompt and what completes it. */
export interface Pair {
  readonly prompt: Span;
  readonly completion: Span;
}

/** The pairs of a text and the marks that set them apart. */
export interface Separated {
  readonly separator: string;
  readonly stop: string;
  readonly pairs: readonly Pair[];
  readonly notes: readonly Note[];
  /** How sure the marks are, from 0 to 1. */
  readonly certainty: number;
}

/** Finds prompts and completions set apart by fixed sequences; undefined where the text has none of those known or asked for. */
export function findSeparated(text: string, options: ConvertOptions): Separated | undefined {
  const candidates = options.separator !== undefined && options.separator !== '' ? [options.separator] : separators;
  let best: Separated | undefined;
  for (const separator of candidates) {
    const found = places(text, separator);
    if (found.length === 0) continue;
    const separated = separator.includes('\n') ? blocks(text, separator, found, options) : inline(text, separator, found, options);
    if (separated !== undefined && separated.certainty > (best?.certainty ?? 0)) best = separated;
  }
  return best;
}

// Line breaks of any kind count as those of the sequence.
function places(text: string, mark: string): Span[] {
  const source = mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\n/g, '(?:\\r\\n|\\r|\\n)');
  // " END" is a word, " ENDING" holds none.
  const bounded = /\w$/.test(mark) ? `${source}(?!\\w)` : /[->=]$/.test(mark) ? `${source}(?![->=])` : source;
  return Array.from(text.matchAll(new RegExp(bounded, 'g')), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function blocks(text: string, separator: string, found: readonly Span[], options: ConvertOptions): Separated | undefined {
  const stop = stopFor(text, found, options);
  if (stop !== undefined) return stopped(text, separator, found, stop, 0.95);
  if (found.length === 1)
    return { separator, stop: '', ...alternating(text, found), certainty: options.separator === undefined ? 0.5 : 0.8 };
  // The same sequence behind completions as between the halves: an odd number of them makes whole pairs.
  if (found.length % 2 === 0) return undefined;
  const taken = alternating(text, found);
  const note = {
    message: 'No stop sequence was found; prompts and completions are taken in turn.',
    span: found[1] ?? { start: 0, end: 0 },
  };
  return { separator, stop: separator, pairs: taken.pairs, notes: [note, ...taken.notes], certainty: 0.6 };
}

function inline(text: string, separator: string, found: readonly Span[], options: ConvertOptions): Separated | undefined {
  const stop = stopFor(text, found, options);
  if (stop !== undefined) return stopped(text, separator, found, stop, 0.9);
  return byLine(text, separator, found, options.separator !== undefined);
}

// A stop sequence stands about as often as the separator, once behind each.
function stopFor(text: string, separators: readonly Span[], { stop }: ConvertOptions): { mark: string; at: readonly Span[] } | undefined {
  for (const mark of stop !== undefined && stop !== '' ? [stop] : stops) {
    const at = apartFrom(places(text, mark), separators);
    if (at.length > 0 && at.length >= separators.length - 1 && (stop !== undefined || at.length <= separators.length + 1))
      return { mark, at };
  }
  return undefined;
}

// Both lists are in the order of the text.
function apartFrom(places: readonly Span[], others: readonly Span[]): Span[] {
  let next = 0;
  return places.filter(({ start, end }) => {
    while ((others[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    return (others[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
  });
}

function stopped(
  text: string,
  separator: string,
  found: readonly Span[],
  { mark, at }: { readonly mark: string; readonly at: readonly Span[] },
  certainty: number,
): Separated {
  const pairs: Pair[] = [];
  const notes: Note[] = [];
  let next = 0;
  let start = 0;
  for (const end of [...at, { start: text.length, end: text.length }]) {
    const inside: Span[] = [];
    for (let place = found[next]; place !== undefined && place.start < end.start; place = found[++next])
      if (place.start >= start) inside.push(place);
    take(text, { start, end: end.start }, inside, pairs, notes);
    start = end.end;
  }
  return { separator, stop: mark, pairs, notes, certainty: certainty * (pairs.length / Math.max(1, pairs.length + notes.length)) };
}

// Each line that holds the separator begins a pair. Lines without it belong to the completion above, unless completions
// stand behind the separator on its own line.
function byLine(text: string, separator: string, found: readonly Span[], asked: boolean): Separated | undefined {
  const pairs: Pair[] = [];
  const notes: Note[] = [];
  let next = 0;
  let filled = 0;
  let open: { start: number; end: number; inside: Span[] } | undefined;
  const onLine = 2 * found.filter(({ end }) => /^[^\S\n\r]*[^\s]/.test(text.slice(end, end + 80))).length > found.length;
  const finish = () => {
    if (open !== undefined) take(text, open, open.inside, pairs, notes);
    open = undefined;
  };
  for (const line of splitLines(text)) {
    const inside: Span[] = [];
    for (let place = found[next]; place !== undefined && place.start < line.end; place = found[++next]) inside.push(place);
    const blank = isBlankSpan(text, line);
    if (!blank) filled++;
    if (inside.length > 0) {
      finish();
      open = { start: line.start, end: line.end, inside };
    } else if (open !== undefined && !onLine) open.end = line.end;
    else if (!blank) take(text, line, [], pairs, notes);
  }
  finish();
  const share = pairs.length / Math.max(1, filled);
  if (pairs.length < (asked ? 1 : 2) || (share < 0.5 && !asked)) return undefined;
  return { separator, stop: '\n', pairs, notes, certainty: asked ? 0.85 : 0.8 * share };
}

function alternating(text: string, found: readonly Span[]): { readonly pairs: Pair[]; readonly notes: Note[] } {
  const pairs: Pair[] = [];
  const notes: Note[] = [];
  for (let index = 0; index < found.length; index += 2) {
    const start = index === 0 ? 0 : (found[index - 1]?.end ?? 0);
    const place = found[index];
    take(text, { start, end: found[index + 1]?.start ?? text.length }, place === undefined ? [] : [place], pairs, notes);
  }
  return { pairs, notes };
}

function take(text: string, whole: Span, [separator, second]: readonly Span[], pairs: Pair[], notes: Note[]): void {
  if (isBlankSpan(text, whole)) return;
  const say = (message: string) => notes.push({ message, span: { start: whole.start, end: whole.end }, costsExample: true });
  if (separator === undefined) {
    say('This text has no separator and is left out.');
    return;
  }
  const prompt = { start: whole.start, end: separator.start };
  const completion = { start: separator.end, end: whole.end };
  if (isBlankSpan(text, prompt)) say('The prompt before this separator is empty; the pair is left out.');
  else if (isBlankSpan(text, completion)) say('The completion of this prompt is empty; the pair is left out.');
  else {
    if (second !== undefined)
      notes.push({ message: 'The separator stands here again; the first one parts prompt and completion.', span: second });
    pairs.push({ prompt, completion });
  }
}
