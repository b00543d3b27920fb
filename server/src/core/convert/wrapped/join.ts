import type { Note, ReadMessage, ReadResult } from '../reading';
import { gapBetween } from './columns';
import { edgeOf, isFull } from './edge';
import { type Run, runsOf } from './runs';

// A text is wrapped alike from its start to its end, so that so many breaks tell.
const judged = 4000;

/**
 * The result with the lines of prose joined that were broken because they were full, if the text is so, and a note that says it; with
 * `keep` only the choice is told. Nothing but white space changes, and spans stay.
 */
export function joinWrapped(text: string, result: ReadResult, keep: boolean): ReadResult {
  const edge = edgeOf(firstRuns(text, result));
  if (edge === undefined) return result;
  if (keep) return { ...result, choices: { ...result.choices, lineBreaks: 'keep' } };
  let first: Note | undefined;
  const examples = result.examples.map((example) => {
    // A record says its words itself.
    if (example.record !== undefined) return example;
    let before: ReadMessage | undefined;
    const messages = example.messages.map((message) => {
      const content = joined(message, before, runsOf(message.content, prefixOf(text, message)), edge);
      before = message;
      if (content === message.content) return message;
      first ??= message.span && {
        message: `Lines that are broken at about ${edge} characters were joined to paragraphs; line breaks can be kept instead.`,
        span: message.span,
      };
      return { ...message, content };
    });
    return { ...example, messages };
  });
  const notes = first === undefined ? result.notes : [...result.notes, first].sort((a, b) => a.span.start - b.span.start);
  return { ...result, examples, notes, choices: { ...result.choices, lineBreaks: 'join' } };
}

function firstRuns(text: string, { examples }: ReadResult): readonly Run[] {
  const runs: Run[] = [];
  let breaks = 0;
  for (const { messages, record } of examples) {
    if (record !== undefined) continue;
    for (const message of messages) {
      if (message.span === undefined) continue;
      for (const run of runsOf(message.content, prefixOf(text, message))) {
        runs.push(run);
        breaks += run.length;
      }
      if (breaks >= judged) return runs;
    }
  }
  return runs;
}

// What stands before the first line of a message: its label.
function prefixOf(text: string, { content, span }: ReadMessage): number {
  if (span === undefined || !text.startsWith(content.slice(0, 20).split('\n', 1)[0] ?? '', span.start)) return 0;
  let start = span.start;
  while (start > 0 && span.start - start < 200 && !/[\n\r]/.test(text.charAt(start - 1))) start--;
  return span.start - start;
}

function joined({ content }: ReadMessage, before: ReadMessage | undefined, runs: readonly Run[], edge: number): string {
  const breaks = new Map<number, Run[number]>();
  for (const run of runs) {
    const full = run.filter((each) => isFull(each, edge));
    // Among lines that are not full, one that is full is so by chance.
    if (2 * full.length >= run.length) for (const each of full) breaks.set(each.line, each);
  }
  const gap = /^\n(?=\S)/.test(content) && before !== undefined ? openingGap(before.content, content, edge) : undefined;
  if (breaks.size === 0) return gap === undefined ? content : gap + content.slice(1);
  const lines = content.split('\n');
  let whole = '';
  for (const [index, line] of lines.entries()) {
    const own = breaks.has(index - 1) ? line.trimStart() : line;
    const next = breaks.get(index);
    if (next) whole += own.trimEnd() + gapBetween(next.before, next.after);
    else whole += index < lines.length - 1 ? `${own}\n` : own;
  }
  return gap === undefined ? whole : gap + whole.slice(1);
}

// A completion that goes on where its prompt was cut begins with the break between the two.
function openingGap(prompt: string, completion: string, edge: number): string | undefined {
  const last = prompt.slice(prompt.lastIndexOf('\n') + 1);
  const [run] = runsOf(last + completion.slice(0, completion.indexOf('\n', 1) >>> 0), 0);
  const [first] = run ?? [];
  return first !== undefined && isFull(first, edge) ? gapBetween(first.before, first.after) : undefined;
}
