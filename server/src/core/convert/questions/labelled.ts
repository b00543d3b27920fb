import type { Span } from '../reading';
import type { Found, Marker } from './marker';

// Words for question and answer, one row a language; a letter may mean the one in one language and the other in the next.
const languages: readonly (readonly [question: string, answer: string])[] = [
  ['q|question|ques', 'a|ans|answer'],
  ['f|frage', 'a|antwort'],
  ['q|question', 'r|réponse|reponse'],
  ['p|pregunta', 'r|respuesta'],
  ['p|pergunta', 'r|resposta'],
  ['d|domanda', 'r|risposta'],
  ['в|п|вопрос', 'о|ответ'],
  ['п|питання|запитання', 'в|відповідь'],
  ['v|vraag', 'a|antwoord'],
  ['p|pytanie', 'o|odpowiedź'],
  ['s|soru', 'c|cevap|yanıt'],
  ['问|問|问题|問題|提问', '答|答案|回答'],
  ['質問|問|q', '回答|答え|答|a'],
  ['문|질문|q', '답|답변|대답|a'],
  ['س|سؤال|السؤال', 'ج|جواب|الجواب|الإجابة|إجابة'],
];

interface Label {
  readonly word: string;
  /** The label without marks. */
  readonly written: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The sign of the bold text that goes on behind the label, if it does. */
  readonly open: string;
}

const label =
  /[ \t\u200E\u200F]*(?:[-+•>]\s+|\*\s+)?(?:#{1,6}\s+)?(?:\d{1,4}[.)]\s+)?(\*\*|__)?(\p{L}{1,12})\s?(?:[#№]?\s?\d{1,4})?(\*\*|__)?\s?(?:[:：）)]|\.(?=\s)|、|[-–—](?=\s))\s?(\*\*|__)?[ \t]*/uy;
const longestLabel = 80;

/** Questions and answers behind words such as `Q:` and `A:`, in the language that fits best; undefined when there are none. */
export function findLabelled(text: string, lines: readonly Span[], open: (line: number) => boolean): Found | undefined {
  const labels = lines.flatMap((line, index) => (open(index) ? readLabel(text, line, index) : []));
  let best: { question: ReadonlySet<string>; answer: ReadonlySet<string>; questions: number; answers: number } | undefined;
  for (const [questionWords, answerWords] of languages) {
    const question = new Set(questionWords.split('|'));
    const answer = new Set(answerWords.split('|'));
    const asked = labels.filter(({ word }) => question.has(word));
    const answers = labels.filter(({ word }) => answer.has(word)).length;
    if (asked.length === 0 || !areQuestions(text, lines, asked)) continue;
    if (best === undefined || Math.min(asked.length, answers) > Math.min(best.questions, best.answers))
      best = { question, answer, questions: asked.length, answers };
  }
  if (best === undefined || (best.answers === 0 && best.questions < 2)) return undefined;
  const { question, answer, answers } = best;
  const markers: Marker[] = [];
  for (const found of labels) {
    const line = lines[found.line];
    if (line === undefined) continue;
    if (question.has(found.word)) markers.push(...questionMarkers(text, found, line, answer, answers === 0));
    else if (answer.has(found.word))
      markers.push({ part: 'answer', start: found.start, from: found.end, to: undefined, tail: closing(text, found, line) });
  }
  const asked = labels.find(({ word }) => question.has(word));
  return { form: `labels such as “${asked?.written ?? ''}”`, certainty: answers > 0 ? 0.95 : 0.6, markers };
}

// "Q" says it all; "D", "P" or "V" may stand for anything unless questions follow.
function areQuestions(text: string, lines: readonly Span[], labels: readonly Label[]): boolean {
  const telling = labels.filter(({ word, line, end }) => {
    if (word === 'q' || word.length > 1 || /\p{Lo}/u.test(word)) return true;
    return /[?？؟]/.test(text.slice(end, Math.min(lines[line]?.end ?? end, end + 2000)));
  });
  return 2 * telling.length >= labels.length;
}

function readLabel(text: string, line: Span, index: number): Label[] {
  const head = text.slice(line.start, Math.min(line.end, line.start + longestLabel));
  label.lastIndex = 0;
  const match = label.exec(head);
  if (match === null) return [];
  const [all, before = '', word = '', ...after] = match;
  // A single letter counts as a capital only; so does anything before a full stop or a dash, where it may also be a word.
  const sign = all.replace(/[*_\s]+$/, '').at(-1) ?? '';
  if ((word.length === 1 || /[.\-–—]/.test(sign)) && !/^[\p{Lu}\p{Lo}]$/u.test(word)) return [];
  const closed = after.some((mark) => mark === before);
  return [
    {
      word: word.toLowerCase(),
      written: all.replace(/[*_#>]/g, '').trim(),
      line: index,
      start: line.start,
      end: line.start + all.length,
      open: closed ? '' : before,
    },
  ];
}

function questionMarkers(text: string, found: Label, line: Span, answer: ReadonlySet<string>, firstLineOnly: boolean): Marker[] {
  const tail = closing(text, found, line);
  const question: Marker = { part: 'question', start: found.start, from: found.end, to: undefined, tail };
  if (firstLineOnly) {
    const to = tail?.start ?? line.end;
    return [
      { ...question, to },
      { part: 'answer', start: tail?.end ?? to, from: tail?.end ?? to, to: undefined, tail: undefined },
    ];
  }
  // "Q: Is it open? A: Yes." holds both on one line.
  const rest = text.slice(found.end, Math.min(line.end, found.end + 2000));
  const inner = /[?？؟]\s*(?:\*\*|__)?\s+(?:\*\*|__)?(\p{L}{1,9})(?:\*\*|__)?\s?[:：](?:\*\*|__)?\s*/u.exec(rest);
  if (inner === null || !answer.has((inner[1] ?? '').toLowerCase())) return [question];
  const at = found.end + inner.index + 1;
  return [
    { ...question, to: at, tail: undefined },
    { part: 'answer', start: at, from: found.end + inner.index + inner[0].length, to: undefined, tail: undefined },
  ];
}

function closing(text: string, found: Label, line: Span): Span | undefined {
  if (found.open === '') return undefined;
  const rest = text.slice(found.end, Math.min(line.end, found.end + 2000)).trimEnd();
  return rest.endsWith(found.open) ? { start: found.end + rest.length - found.open.length, end: found.end + rest.length } : undefined;
}
