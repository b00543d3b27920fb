import { contentOf, extentOf } from '../content';
import { cutNear } from '../cut';
import { fenceSpans, insideOf } from '../fences';
import { firstWords } from '../firstWords';
import { isBlank, splitLines } from '../lines';
import type { ConvertOptions, Note, Reading, ReadMessage, ReadResult, Span } from '../reading';
import { readTitle } from '../titles';
import { systemMessage } from '../trainable';
import { gapBetween } from '../wrapped/columns';
import { seemsFull } from '../wrapped/edge';
import { runsOf } from '../wrapped/runs';

/** UTF-16 units above which one example is likely longer than a trainer takes. */
const longExample = 100_000;

/** Running text, whatever it is: the answer to a prompt, begun by the user, or a completion without prompt. */
export const passage: Reading = {
  id: 'passage',
  title: 'Running text',
  prose: true,
  detect: (text) =>
    isBlank(text) ? { confidence: 0.01, reason: 'the text is empty' } : { confidence: 0.2, reason: 'any text can be read as one example' },
  ways: [
    {
      id: 'reply',
      title: 'Passage as the answer',
      effect: 'you give the prompt, the whole text is the answer',
      options: { passage: 'reply' },
      asksPrompt: true,
    },
    {
      id: 'continue',
      title: 'Passage to continue',
      effect: 'the first third is the prompt, the rest is the answer',
      options: { passage: 'continue' },
    },
    {
      id: 'complete',
      title: 'Passage as a completion',
      effect: 'an empty prompt and the whole text, for base models',
      options: { passage: 'complete', shape: 'completion' },
    },
  ],
  read,
  whole: true,
};

function read(text: string, options: ConvertOptions): ReadResult {
  const span = extentOf(text, [{ start: 0, end: text.length }]);
  if (span === undefined)
    return { examples: [], notes: [{ message: 'The text is empty.', span: { start: 0, end: text.length } }], markup: [] };
  const notes: Note[] = [];
  if (span.end - span.start > longExample) {
    notes.push({
      message: `This makes one example of ${span.end - span.start} characters, more than most trainers take; convert smaller parts.`,
      span,
    });
  }
  const messages = messagesOf(text, span, options, notes);
  return { examples: messages.length > 0 ? [{ messages }] : [], notes, markup: [] };
}

function messagesOf(text: string, span: Span, options: ConvertOptions, notes: Note[]): ReadMessage[] {
  switch (options.passage) {
    case 'complete':
      // Without a prompt there is nowhere for a system message to stand.
      return [{ role: 'assistant', content: contentOf(text, [span]), span }];
    case 'continue':
      return continued(text, span, options, notes);
    default:
      return [
        ...systemMessage(options),
        { role: 'user', content: promptFor(text, span, options, notes), span: undefined },
        { role: 'assistant', content: contentOf(text, [span]), span },
      ];
  }
}

function continued(text: string, span: Span, options: ConvertOptions, notes: Note[]): ReadMessage[] {
  // The answer is what the model learns from, so it gets the larger part.
  const cut = cutNear(text.slice(0, span.end), span.start + Math.floor((span.end - span.start) / 3));
  const asked = extentOf(text, [{ start: span.start, end: cut ?? span.start }]);
  const answer = extentOf(text, [{ start: cut ?? span.end, end: span.end }]);
  if (cut === undefined || asked === undefined || answer === undefined) {
    notes.push({ message: 'This is one sentence or one block of code; there is no place to cut it, so it makes no example.', span });
    return [];
  }
  const content = contentOf(text, [answer]);
  // Prompt and completion are trained as one text, so the space between them must not be lost.
  const gap = options.shape === 'completion' ? text.slice(asked.end, answer.start).replace(/\r\n?/g, '\n') : '';
  return [
    ...systemMessage(options),
    { role: 'user', content: contentOf(text, [asked]), span: asked },
    { role: 'assistant', content: gap + content, span: answer },
  ];
}

function promptFor(text: string, span: Span, options: ConvertOptions, notes: Note[]): string {
  const title = titleOf(text, span);
  const template = options.prompt;
  if (template !== undefined && !isBlank(template)) {
    const prompt = filled(template, title);
    if (!isBlank(prompt)) return prompt;
  }
  notes.push({ message: `No prompt is given, so “${title.words}” stands in for one. Give the prompt that this text should answer.`, span });
  return title.words;
}

interface TextTitle {
  readonly words: string;
  /** They are no title, only what the text begins with. */
  readonly begun: boolean;
}

// The first heading, else the first words that are no code.
function titleOf(text: string, span: Span): TextTitle {
  const lines = splitLines(text.slice(0, Math.min(text.length, span.start + 20_000)));
  const inside = insideOf(fenceSpans(text, lines));
  const prose: Span[] = [];
  for (const [index, line] of lines.entries()) {
    if (inside(line.start)) continue;
    const title = readTitle(text, line, lines[index + 1]);
    if (title?.kind === 'heading') return { words: text.slice(title.words.start, title.words.end), begun: false };
    if (!/^[ \t]*(?:```|~~~)/.test(text.slice(line.start, Math.min(line.end, line.start + 40)))) prose.push(line);
  }
  for (const line of prose) {
    const words = firstWords(wholeLine(text, line));
    if (words !== undefined) return { words, begun: true };
  }
  return { words: 'Text', begun: false };
}

// With the one that it goes on in, where it looks broken because it was full.
function wholeLine(text: string, line: Span): string {
  const [first = '', second = ''] = text.slice(line.start, line.start + 400).split(/\r\n?|\n/, 2);
  const [next] = runsOf(`${first}\n${second}`, 0)[0] ?? [];
  return next !== undefined && seemsFull(next) ? next.before + gapBetween(next.before, next.after) + next.after : first;
}

// Words of the text are quoted, so that they do not run into those of the prompt.
function filled(template: string, { words, begun }: TextTitle): string {
  return template.replace(/(["“”„«‚'‘「『]?)\{title\}/g, (_, quote: string) => (begun && quote === '' ? `“${words}”` : quote + words));
}
