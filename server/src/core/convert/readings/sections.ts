import { counted } from '../../numbers';
import { extentOf, verbatim } from '../content';
import { type Heading, type Outline, outlineOf } from '../headings';
import { isRule } from '../horizontalRule';
import { isBlank, isBlankSpan, trimSpan } from '../lines';
import type { ConvertOptions, Detection, Note, ReadExample, Reading, ReadResult, Span } from '../reading';
import { sampleOf } from '../sample';
import { systemMessage } from '../trainable';

/** Markdown headings with text below them: the heading asks, the text answers. */
export const sections: Reading = {
  id: 'sections',
  title: 'Sections',
  prose: true,
  detect: (text) => detect(sampleOf(text)),
  read,
};

/** What joins the headings of a path. */
const joint = ' › ';
const longestRule = 200;
const templates = ['{heading}', '{path}', '{title}: {heading}'];

function detect(text: string): Detection {
  const { headings } = outlineOf(text);
  const bodies = bodiesOf(text, headings).filter(({ body }) => body !== undefined);
  if (bodies.length === 0) return { confidence: 0, reason: 'no headings with text below were found' };
  const reason = `${counted(bodies.length, 'heading')} with text below`;
  const share = bodies.reduce((sum, { body }) => sum + (body ? body.end - body.start : 0), 0) / Math.max(1, text.trim().length);
  // A title and one heading below it may just be those of a text; two of the same depth are sections.
  const depths = bodies.map(({ heading }) => heading.depth);
  const alike = new Set(depths).size < depths.length;
  return { confidence: (alike ? 0.72 : 0.15) * Math.min(1, 0.4 + share), reason };
}

function read(text: string, options: ConvertOptions): ReadResult {
  const outline = outlineOf(text);
  const { headings } = outline;
  const notes: Note[] = leftOut(text, outline);
  const markup: Span[] = [];
  const examples: ReadExample[] = [];
  const template = templateFor(text, headings, options);
  const path: Heading[] = [];
  const title = headings[0];
  for (const [index, { heading, body, tail }] of bodiesOf(text, headings).entries()) {
    while ((path.at(-1)?.depth ?? 0) >= heading.depth) path.pop();
    path.push(heading);
    const label = { start: heading.start, end: heading.end };
    if (tail !== undefined) markup.push(tail);
    if (body === undefined) {
      const holdsMore = (headings[index + 1]?.depth ?? 0) > heading.depth;
      if (holdsMore) markup.push(label);
      else notes.push({ message: 'This heading has no text below it and is left out.', span: trimSpan(text, label) });
      continue;
    }
    markup.push({ start: label.start, end: heading.words.start }, { start: heading.words.end, end: label.end });
    const names = {
      heading: wordsOf(text, heading),
      path: path.map((each) => wordsOf(text, each)).join(joint),
      title: wordsOf(text, title),
    };
    const filled = template.replace(/\{(heading|path|title)\}/g, (_, name: keyof typeof names) => names[name]);
    // The heading stands in the prompt as it is only where the template says nothing more.
    const plain = filled === names.heading && filled === text.slice(heading.words.start, heading.words.end);
    if (!plain) markup.push(heading.words);
    examples.push({
      messages: [
        ...systemMessage(options),
        { role: 'user', content: isBlank(filled) ? names.heading : filled, span: plain ? heading.words : undefined },
        { role: 'assistant', content: verbatim(text, body), span: trimSpan(text, body) },
      ],
    });
  }
  return {
    examples,
    notes: notes.sort((a, b) => a.span.start - b.span.start),
    markup,
    ...(examples.length > 0 && { choices: { headings: { templates, chosen: template } } }),
  };
}

interface Section {
  readonly heading: Heading;
  /** The text below, without the rule that may close it; undefined when there is none. */
  readonly body: Span | undefined;
  readonly tail: Span | undefined;
}

function bodiesOf(text: string, headings: readonly Heading[]): Section[] {
  return headings.map((heading, index) => {
    const end = headings[index + 1]?.start ?? text.length;
    const whole = extentOf(text, [{ start: heading.end, end }]);
    if (whole === undefined) return { heading, body: undefined, tail: undefined };
    // A search back for a line break that is nowhere would go through the whole text.
    const tail = text.slice(Math.max(heading.end, whole.end - longestRule), whole.end);
    const last = whole.end - (tail.length - Math.max(tail.lastIndexOf('\n'), tail.lastIndexOf('\r')) - 1);
    const closed = isRule(text.slice(last, whole.end));
    const body = { start: heading.end, end: closed ? last : end };
    return {
      heading,
      body: isBlankSpan(text, body) ? undefined : body,
      tail: closed ? { start: last, end: whole.end } : undefined,
    };
  });
}

function leftOut(text: string, { headings, frontMatter }: Outline): Note[] {
  const notes: Note[] = [];
  if (frontMatter !== undefined) notes.push({ message: 'The block of settings above the text is left out.', span: frontMatter });
  const before = trimSpan(text, { start: frontMatter?.end ?? 0, end: headings[0]?.start ?? text.length });
  if (headings.length === 0) notes.push({ message: 'No headings were found, so nothing was read.', span: { start: 0, end: text.length } });
  else if (!isBlankSpan(text, before)) notes.push({ message: 'This text stands before the first heading and is left out.', span: before });
  return notes;
}

// A heading that recurs, such as "Usage", says too little without those above it.
function templateFor(text: string, headings: readonly Heading[], { heading }: ConvertOptions): string {
  if (heading !== undefined && !isBlank(heading)) return heading;
  const names = headings.map((each) => wordsOf(text, each).toLowerCase());
  return new Set(names).size < names.length ? '{path}' : '{heading}';
}

function wordsOf(text: string, heading: Heading | undefined): string {
  if (heading === undefined) return '';
  const words = text.slice(heading.words.start, heading.words.end).trim();
  return isBlank(words)
    ? text
        .slice(heading.start, heading.end)
        .replace(/^[\s#]+/, '')
        .trim()
    : words;
}
