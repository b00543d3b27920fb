/** UTF-16 units of words that still make a title. */
const longest = 64;
/** A sentence that is longer is cut behind one of its clauses, but not so early that nothing is said. */
const fewestWords = 3;
const mostWords = 9;

const clauseEnd = /[,;:，；：、،؛](?=\s|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])|\s[–—-](?=\s)|—/gu;
const marker = /^\s*(?:\d{1,4}[.)]|[-*+•])\s+/;
const quotes = /["“”„«»‟「」『』]/g;

/**
 * What a line begins with, for a text that has no title: its first sentence where that is short, else its first clauses, else its
 * first words; an ellipsis says that the sentence goes on. Undefined where the line has no words.
 */
export function firstWords(line: string): string | undefined {
  const source = line.replace(marker, '').replace(quotes, '');
  const words = wordsOf(source);
  const first = words[0];
  if (first === undefined) return undefined;
  const sentences = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(source)];
  const sentence = sentences.find(({ index, segment }) => index + segment.length > first.start);
  const end = sentence === undefined ? source.length : sentence.index + sentence.segment.length;
  const whole = source
    .slice(first.start, end)
    .trim()
    .replace(/[.。．]+$/u, '');
  if (whole.length <= longest) return whole;
  const clauses = [...whole.matchAll(clauseEnd)].map(({ index }) => index).filter((index) => index <= longest);
  const said = clauses.findLast((index) => wordsOf(whole.slice(0, index)).length >= fewestWords);
  const fitting = words.filter((word) => word.end - first.start <= longest).slice(0, mostWords);
  const cut = said ?? Math.min(longest, (fitting.at(-1) ?? first).end - first.start);
  const begun = whole.slice(0, cut).trimEnd();
  return `${begun}${/\s/.test(begun) ? ' …' : '…'}`;
}

function wordsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  return segments.filter(({ isWordLike }) => isWordLike).map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}
