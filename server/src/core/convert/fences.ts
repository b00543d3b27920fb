import type { Span } from './reading';

// A chat is not a Markdown document: a fence may open behind a label ("Bot: ```js") and close before a template's token
// ("```<|im_end|>"), and one that never closes must not swallow the turns after it. Hence no Markdown parser here.
const opening = /^(?:[\s><]*(?:[-*+]\s+|\d{1,4}[.)]\s+)?|.{0,120}?[:：]\s*)(`{3,}|~{3,})([^`]*)$/;
const closing = /^[\s><]*(`{3,}|~{3,})\s*(?:$|<[|/｜\w]|\[)/;
// An info string is short; a longer line opens nothing.
const longestOpening = 300;

/** The insides of code fences, each from the line after the opening one to the end of the closing mark, in order. */
export function fenceSpans(text: string, lines: readonly Span[]): Span[] {
  if (!text.includes('```') && !text.includes('~~~')) return [];
  const spans: Span[] = [];
  // Once a mark has been searched to the end of the text in vain, the same or a longer one needs no search.
  const unclosed = { '`': Number.POSITIVE_INFINITY, '~': Number.POSITIVE_INFINITY };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || line.end - line.start > longestOpening) continue;
    const mark = opening.exec(text.slice(line.start, line.end))?.[1];
    if (mark === undefined) continue;
    const sign = mark.startsWith('~') ? '~' : '`';
    if (mark.length >= unclosed[sign]) continue;
    const close = closingLine(text, lines, index + 1, mark);
    if (close === undefined) {
      unclosed[sign] = mark.length;
      continue;
    }
    spans.push({ start: lines[index + 1]?.start ?? line.end, end: close.end });
    index = close.index;
  }
  return spans;
}

function closingLine(text: string, lines: readonly Span[], from: number, mark: string): { index: number; end: number } | undefined {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) continue;
    const match = closing.exec(text.slice(line.start, Math.min(line.end, line.start + longestOpening)));
    const found = match?.[1];
    if (match === null || found === undefined || !found.startsWith(mark)) continue;
    return { index, end: line.start + match[0].indexOf(found) + found.length };
  }
  return undefined;
}

/** Answers whether an offset is inside one of the spans; the offsets asked for must never go back. */
export function insideOf(spans: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= offset) next++;
    const span = spans[next];
    return span !== undefined && span.start <= offset;
  };
}
