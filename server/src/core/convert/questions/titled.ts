import { isRule } from '../horizontalRule';
import { isBlankSpan } from '../lines';
import type { Span } from '../reading';
import { readTitle, type Title } from '../titles';
import type { Found, Marker } from './marker';

type Form = 'heading' | 'bold' | 'numbered' | 'plain';

interface Question {
  readonly form: Form;
  readonly depth: number;
  readonly line: number;
  readonly words: Span;
  readonly end: number;
}

const forms: Record<Form, { readonly name: string; readonly certainty: number }> = {
  heading: { name: 'headings', certainty: 0.9 },
  bold: { name: 'lines in bold', certainty: 0.85 },
  numbered: { name: 'numbered questions', certainty: 0.75 },
  plain: { name: 'paragraphs', certainty: 0.55 },
};

const asks = /[?？؟][\s"'”’»)*_]*$/u;
const numberedQuestion = /^ {0,3}(?:\d{1,4}[.)、]|\(\d{1,4}\)|[qQ]\d{1,4}[.):]?)\s+(?=\S)/u;
const longestQuestion = 500;
const longestPlainQuestion = 160;

/** Questions that stand as titles above their answers: headings, bold, numbered lines or short paragraphs that end in `?`. */
export function findTitled(text: string, lines: readonly Span[], open: (line: number) => boolean): Found | undefined {
  const titles = new Map<number, Title>();
  const questions: Question[] = [];
  for (const [index, line] of lines.entries()) {
    if (!open(index) || line.end - line.start > longestQuestion || isBlankSpan(text, line)) continue;
    const title = readTitle(text, line, lines[index + 1]);
    if (title !== undefined && (title.alone || asks.test(text.slice(title.words.start, title.words.end)))) titles.set(index, title);
    const question = title === undefined ? untitled(text, lines, index) : titledQuestion(text, title, index);
    if (question !== undefined) questions.push(question);
  }
  const form = (Object.keys(forms) as Form[])
    .map((kind) => ({ kind, count: questions.filter((question) => question.form === kind).length }))
    .reduce((most, kind) => (kind.count > most.count ? kind : most)).kind;
  const chosen = questions.filter((question) => question.form === form);
  // One short paragraph that asks is rhetoric.
  if (chosen.length < (form === 'plain' ? 2 : 1)) return undefined;
  const { name, certainty } = forms[form];
  return { form: name, certainty, markers: markersOf(lines, chosen, titles) };
}

function titledQuestion(text: string, title: Title, line: number): Question | undefined {
  if (!asks.test(text.slice(title.words.start, title.words.end))) return undefined;
  return { form: title.kind, depth: title.depth, line, words: title.words, end: title.end };
}

function untitled(text: string, lines: readonly Span[], index: number): Question | undefined {
  const line = lines[index];
  if (line === undefined) return undefined;
  const words = text.slice(line.start, line.end);
  if (!asks.test(words)) return undefined;
  const number = numberedQuestion.exec(words)?.[0].length;
  if (number !== undefined)
    return { form: 'numbered', depth: 7, line: index, words: { start: line.start + number, end: line.end }, end: line.end };
  // A page copied from a browser has lost its headings; a short paragraph of one question is what is left of them.
  const plain =
    words.length <= longestPlainQuestion &&
    /^[\p{L}\p{N}"'“«¿(]/u.test(words) &&
    !/^.{1,30}[:：]\s?\S/.test(words) &&
    standsAlone(text, lines, index);
  return plain ? { form: 'plain', depth: 7, line: index, words: line, end: line.end } : undefined;
}

function standsAlone(text: string, lines: readonly Span[], index: number): boolean {
  const before = lines[index - 1];
  const after = lines[index + 1];
  return (before === undefined || isBlankSpan(text, before)) && after !== undefined && isBlankSpan(text, after);
}

function markersOf(lines: readonly Span[], questions: readonly Question[], titles: ReadonlyMap<number, Title>): Marker[] {
  const markers: Marker[] = [];
  const byLine = new Map(questions.map((question) => [question.line, question]));
  const stops = [...new Set([...byLine.keys(), ...titles.keys()])].sort((a, b) => a - b);
  let depth = 0;
  for (const index of stops) {
    const line = lines[index];
    const question = byLine.get(index);
    const title = titles.get(index);
    if (line === undefined) continue;
    if (question !== undefined) {
      depth = question.depth;
      const { words, end } = question;
      markers.push({ part: 'question', start: line.start, from: words.start, to: words.end, tail: { start: words.end, end } });
      markers.push({ part: 'answer', start: end, from: end, to: undefined, tail: undefined });
    } else if (title?.kind === 'heading' && title.depth <= depth) {
      // The section of the question is over; what stands under this title answers nothing.
      depth = 0;
      markers.push({ part: 'neither', start: line.start, from: line.start, to: undefined, tail: undefined });
    }
  }
  return markers;
}

/** Ends each answer before the rules and titles that stand directly above the next question: they belong to the page. */
export function cutTitles(text: string, lines: readonly Span[], open: (line: number) => boolean, found: Found): Found {
  const markers: Marker[] = [];
  const lineOf = new Map(lines.map((line, index) => [line.start, index]));
  for (const marker of found.markers) {
    const last = markers.at(-1);
    const above =
      marker.part === 'question' && last?.part === 'answer' ? titlesAbove(text, lines, open, lineOf.get(marker.start)) : undefined;
    if (above !== undefined && last !== undefined && above >= last.from) {
      markers.push({ part: 'neither', start: above, from: above, to: undefined, tail: undefined });
    }
    markers.push(marker);
  }
  return { ...found, markers };
}

function titlesAbove(text: string, lines: readonly Span[], open: (line: number) => boolean, below: number | undefined): number | undefined {
  let start: number | undefined;
  for (let index = (below ?? 0) - 1; index >= 0; index--) {
    const line = lines[index];
    if (line === undefined || !open(index)) break;
    if (isBlankSpan(text, line)) continue;
    const rule = isRule(text.slice(line.start, line.end));
    if (!rule && readTitle(text, line, undefined)?.alone !== true) break;
    start = line.start;
  }
  return start;
}
