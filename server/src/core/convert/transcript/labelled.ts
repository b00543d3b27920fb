import { fenceSpans, insideOf } from '../fences';
import { isRule } from '../horizontalRule';
import { isBlankSpan, lineAt, splitLines } from '../lines';
import type { Note, Span } from '../reading';
import { type Candidate, type Chosen, chooseLabels } from './choose';
import { behindStamp, type Label, type LabelKind, readLabel } from './labels';
import { type Divider, findDividers } from './separators';
import { isCueLine, isDateLine } from './times';
import type { Transcript, Turn } from './turns';

const forms: Record<LabelKind, { readonly name: string; readonly certainty: number; readonly chat: boolean }> = {
  time: { name: 'times and names', certainty: 0.92, chat: true },
  header: { name: 'lines of name and time', certainty: 0.92, chat: true },
  angle: { name: 'names in angle brackets', certainty: 0.8, chat: true },
  arrow: { name: '“>” and “<”', certainty: 0.75, chat: true },
  heading: { name: 'headings', certainty: 0.75, chat: false },
  bold: { name: 'bold names', certainty: 0.75, chat: false },
  plain: { name: 'names', certainty: 0.75, chat: false },
};

/** Takes apart a text whose turns begin with a label on their line; undefined when it is none. */
export function readLabelled(text: string, wanted: string | undefined): Transcript | undefined {
  const lines = splitLines(text);
  const fences = fenceSpans(text, lines);
  // A transcript is often shown in a fence of its own; then the fence is a frame and no code.
  const frame = fences.length === 1 ? frameOf(text, lines, fences[0]) : [];
  const fenced = frame.length > 0 ? new Uint8Array(lines.length) : fencedLines(lines, fences);
  const { candidates, filledLines } = findCandidates(text, lines, fenced);
  const chosen = chooseLabels(candidates, { text, filledLines, wanted });
  if (chosen === undefined) return undefined;
  const found = findDividers(text, lines, (line) => fenced[line] === 0, chosen.byLine);
  const dividers = new Map([...found, ...frame.map((line) => [line, 'turn'] as const)]);
  const form = forms[chosen.kind];
  return {
    form: form.name,
    certainty: form.certainty,
    glue: form.chat ? '\n' : '\n\n',
    ...collect(text, lines, fenced, chosen, dividers),
  };
}

/** The lines of the fence when it has no language and nothing stands outside of it; otherwise none. */
function frameOf(text: string, lines: readonly Span[], fence: Span | undefined): readonly number[] {
  if (fence === undefined) return [];
  const above = text.slice(0, fence.start).trim();
  const last = lineAt(lines, fence.end);
  const nothingBelow = isBlankSpan(text, { start: fence.end, end: text.length });
  return nothingBelow && /^(?:`{3,}|~{3,})(?:te?xt|plain|chat)?$/.test(above) ? [lineAt(lines, fence.start) - 1, last] : [];
}

function fencedLines(lines: readonly Span[], fences: readonly Span[]): Uint8Array {
  const inside = insideOf(fences);
  return Uint8Array.from(lines, ({ start }) => (inside(start) ? 1 : 0));
}

function findCandidates(text: string, lines: readonly Span[], fenced: Uint8Array): { candidates: Candidate[]; filledLines: number } {
  const candidates: Candidate[] = [];
  let filledLines = 0;
  let apart = true;
  for (const [index, line] of lines.entries()) {
    const blank = isBlankSpan(text, line);
    if (!blank && fenced[index] === 0) {
      filledLines++;
      const label = readLabel(text, line, lines[index + 1]);
      if (label !== undefined) candidates.push({ line: index, label, apart });
    }
    apart = blank || isRule(text.slice(line.start, line.end));
  }
  return { candidates, filledLines };
}

interface Collected {
  readonly conversations: readonly (readonly Turn[])[];
  readonly notes: readonly Note[];
  readonly markup: readonly Span[];
}

function collect(
  text: string,
  lines: readonly Span[],
  fenced: Uint8Array,
  chosen: Chosen,
  dividers: ReadonlyMap<number, Divider>,
): Collected {
  const conversations: Turn[][] = [];
  const notes: Note[] = [...chosen.doubts];
  const markup: Span[] = [];
  const names = new Map<string, string>();
  const inChat = forms[chosen.kind].chat;
  let conversation: Turn[] = [];
  let parts: Span[] | undefined;
  // Whether the next line goes on where the last part ends.
  let flowing = false;
  const stray: Span[] = [];

  const finishConversation = () => {
    if (conversation.length > 0) conversations.push(conversation);
    conversation = [];
    parts = undefined;
  };
  const add = (span: Span) => {
    const held = parts ?? stray;
    const last = held.at(-1);
    if (flowing && last !== undefined) held[held.length - 1] = { start: last.start, end: span.end };
    else held.push(span);
    flowing = true;
  };
  const begin = (label: Label, end: number) => {
    const name = names.get(label.key) ?? label.name;
    names.set(label.key, name);
    markup.push(label.span);
    parts = [];
    conversation.push({ name, key: label.key, hint: label.hint, bot: label.bot, label: label.span, parts });
    flowing = false;
    add({ start: label.span.end, end });
  };

  for (const [index, line] of lines.entries()) {
    const label = chosen.byLine.get(index);
    const divider = dividers.get(index);
    if (label !== undefined) {
      const content = { start: label.span.end, end: line.end };
      const last = conversation.at(-1);
      if (chosen.kind === 'arrow' && parts !== undefined && flowing && last?.key === label.key) {
        markup.push(label.span);
        parts.push(content);
      } else if (inChat && isPlaceholder(text, content)) {
        notes.push({
          message: `“${text.slice(content.start, content.end).trim()}” stands for something that is not in the text; the message is left out.`,
          span: { start: label.span.start, end: line.end },
        });
        flowing = false;
      } else {
        begin(label, line.end);
      }
    } else if (divider !== undefined) {
      if (divider !== 'turn') finishConversation();
      flowing = false;
      if (divider === 'title') notes.push({ message: 'This line is taken for the title of a conversation and left out.', span: line });
      else markup.push(line);
    } else if (fenced[index] === 0 && isTimeLine(text, line, inChat)) {
      markup.push(line);
      flowing = false;
    } else if (chosen.kind === 'time' && fenced[index] === 0 && behindStamp(text, line) !== undefined) {
      notes.push({ message: 'This line has a time but no speaker; it is left out.', span: line });
      flowing = false;
    } else if (!isBlankSpan(text, line) || flowing) {
      add(line);
    }
  }
  finishConversation();
  for (const span of stray) {
    if (!isBlankSpan(text, span)) notes.push({ message: 'This text stands before the first speaker and is left out.', span });
  }
  const speaking = conversations.map((turns) => turns.filter((turn) => turn.parts.some((part) => !isBlankSpan(text, part))));
  return { conversations: speaking.filter((turns) => turns.length > 0), notes, markup };
}

function isTimeLine(text: string, line: Span, inChat: boolean): boolean {
  if (line.end - line.start > 120) return false;
  const content = text.slice(line.start, line.end);
  return isCueLine(content) || (inChat && isDateLine(content));
}

// Chat exports put "<Media omitted>", or a line after an invisible mark, where a picture was.
function isPlaceholder(text: string, content: Span): boolean {
  if (content.end - content.start > 80) return false;
  return /^\s*(?:\u200E.+|\u200E?<[^<>/]{3,60}>)\s*$/u.test(text.slice(content.start, content.end));
}
