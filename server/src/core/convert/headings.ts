import { fenceSpans, insideOf } from './fences';
import { splitLines } from './lines';
import type { Span } from './reading';
import { readTitle, type Title } from './titles';

/** A heading of a Markdown text. */
export interface Heading extends Title {
  /** Where its line begins. */
  readonly start: number;
}

/** The headings of a Markdown text in order, and what stands above the text about it (YAML front matter), where there is any. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly frontMatter: Span | undefined;
}

const mayBeHeading = /^\uFEFF? {0,3}#{1,6}[ \t]/;
const mayBeUnderline = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
// Whatever is longer is no heading.
const looked = 500;

/** Finds the headings outside of code fences, comments and front matter. Time grows with the text, whatever it holds. */
export function outlineOf(text: string): Outline {
  const lines = splitLines(text);
  const frontMatter = frontMatterOf(text, lines);
  const inFence = insideOf(fenceSpans(text, lines));
  const inComment = insideOf(commentSpans(text));
  const headings: Heading[] = [];
  let afterText = false;
  // A line that underlines a title is no title, although a rule may stand below it.
  let titleEnd = 0;
  for (const [index, line] of lines.entries()) {
    const hidden = inFence(line.start) || inComment(line.start) || line.start < Math.max(titleEnd, frontMatter?.end ?? 0);
    const head = text.slice(line.start, Math.min(line.end, line.start + looked));
    const next = lines[index + 1];
    const underlined: boolean =
      next !== undefined && next.end - next.start < looked && mayBeUnderline.test(text.slice(next.start, next.end)) && !afterText;
    const title: Title | undefined = !hidden && (underlined || mayBeHeading.test(head)) ? readTitle(text, line, next) : undefined;
    if (title?.kind === 'heading') {
      headings.push({ ...title, start: line.start });
      titleEnd = title.end;
    }
    // The parser joins the lines of a paragraph; a rule below its second line makes a heading of all of it, which nobody means.
    afterText = !hidden && title === undefined && head.trim() !== '' && !mayBeUnderline.test(head);
  }
  return { headings, frontMatter };
}

function frontMatterOf(text: string, lines: readonly Span[]): Span | undefined {
  const line = (index: number) => text.slice(lines[index]?.start, lines[index]?.end).trimEnd();
  const first = lines[0];
  if (first === undefined || !/^\uFEFF?---$/.test(line(0)) || !/^[\w-]+:/.test(line(1))) return undefined;
  for (let index = 2; index < Math.min(lines.length, 200); index++) {
    const end = lines[index]?.end;
    if (end !== undefined && /^(?:---|\.\.\.)$/.test(line(index))) return { start: first.start, end };
  }
  return undefined;
}

function commentSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf('<!--'); start !== -1; ) {
    const end = text.indexOf('-->', start + 4);
    if (end === -1) break;
    spans.push({ start, end: end + 3 });
    start = text.indexOf('<!--', end + 3);
  }
  return spans;
}
