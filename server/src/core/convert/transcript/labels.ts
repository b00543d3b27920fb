import type { Span } from '../reading';
import { normalName, type RoleHint, roleHint } from './roles';
import { isDateLine, stampEnd, stampSource } from './times';

/**
 * How a label is written: behind a time stamp (`[10:32] Ann: hi`), as a line of name and time (`Ann  10:32 AM`), in angle
 * brackets (`<ann> hi`), as a heading, in bold, plain (`Ann: hi`), or as `>` and `<`.
 */
export type LabelKind = 'time' | 'header' | 'angle' | 'heading' | 'bold' | 'plain' | 'arrow';

/** A possible label at the start of a line; whether it is one only the whole text can tell. */
export interface Label {
  readonly kind: LabelKind;
  /** The speaker as written, without marks. */
  readonly name: string;
  /** Equal for two labels of the same speaker. */
  readonly key: string;
  readonly hint: RoleHint | undefined;
  /** The label with marks, time and colon: UTF-16 offsets in the text. What the speaker says begins at its end. */
  readonly span: Span;
  /** A colon or a wide gap sets the name off; without it only a known name makes a label. */
  readonly setOff: boolean;
  /** The chat program marks the speaker as a program. */
  readonly bot: boolean;
}

interface Found {
  readonly kind: LabelKind;
  readonly name: string;
  readonly end: number;
  readonly setOff: boolean;
}

// No label is longer; a line of ten megabytes is looked at no further.
const longestLabel = 160;
const stampInBrackets = String.raw`(?:\s?[([]${stampSource}[)\]])?`;
const bold = new RegExp(String.raw`(\*{1,3}|_{1,3})(?![\s*_])([^*\n]{1,60}?)\s?([:：]?)\s?\1${stampInBrackets}\s?([:：]?)[ \t]*`, 'uy');
const plain = new RegExp(String.raw`([^\n:：<>]{1,60}?)${stampInBrackets}\s?([:：])[ \t]*`, 'uy');
const angle = /<([@+%~&]?[^<>\s/!?][^<>\n]{0,39})>[ \t]+/uy;
const arrow = /([<>])(?:[ \t]+|$)/uy;
const hashes = /#{1,6}[ \t]+/uy;
const header = new RegExp(String.raw`^(.{1,50}?)(\s{2,}|\s?[—–|•·]\s?|\s-\s|\s)(?:[([]${stampSource}[)\]]|${stampSource})$`, 'u');
const badge = / (?:APP|BOT)$/u;
const bullet = /(?:[-+•*]|\d{1,4}[.)])[ \t]+/uy;

/** The label that the line may begin with, or be when the line after it is but a time; undefined when it has none. */
export function readLabel(text: string, line: Span, after: Span | undefined): Label | undefined {
  const whole = line.end - line.start <= longestLabel;
  const head = text.slice(line.start, whole ? line.end : line.start + longestLabel);
  const indent = /^[\s\u200E\u200F\u202A\u2068]*/u.exec(head)?.[0].length ?? 0;
  const found =
    find(head, indent, whole) ?? (whole && after !== undefined && isTimeBelow(text, after) ? nameAlone(head, indent) : undefined);
  if (found === undefined || (indent > 3 && !inChatForm(found.kind))) return undefined;
  const name = cleanName(found.name.replace(badge, ''));
  if (name === '') return undefined;
  const hint = roleHint(name);
  return {
    kind: found.kind,
    name,
    key: hint?.sure === true ? `role:${hint.role}` : normalName(name),
    hint,
    span: { start: line.start + indent, end: line.start + found.end },
    setOff: found.setOff,
    bot: badge.test(found.name.trim()),
  };
}

/** Where in the text a line goes on behind the time stamp it begins with; undefined where there is none. */
export function behindStamp(text: string, line: Span): number | undefined {
  const head = text.slice(line.start, Math.min(line.end, line.start + longestLabel));
  const end = stampEnd(head, /^[\s\u200E\u200F]*/u.exec(head)?.[0].length ?? 0);
  return end === undefined ? undefined : line.start + end;
}

// Four spaces make code of what would be a label in Markdown; chat programs do not care.
function inChatForm(kind: LabelKind): boolean {
  return kind === 'time' || kind === 'header' || kind === 'angle';
}

function find(head: string, from: number, whole: boolean): Found | undefined {
  const stamped = stampEnd(head, from);
  if (stamped !== undefined) {
    const named = findAngle(head, stamped) ?? findBold(head, stamped) ?? findPlain(head, stamped, true);
    if (named !== undefined && (named.setOff || named.kind === 'angle')) return { ...named, kind: 'time' };
    const alone = head.slice(stamped);
    const bracketed = /[[(]/.test(head.charAt(from));
    return whole && bracketed && alone.length <= 50 ? { kind: 'header', name: alone, end: head.length, setOff: true } : undefined;
  }
  switch (head.charAt(from)) {
    case '#':
      return findHeading(head, from, whole);
    case '<':
    case '>':
      return findArrow(head, from) ?? findAngle(head, from);
    default:
  }
  return findNamed(head, from) ?? (whole ? findHeader(head, from) : undefined);
}

function findNamed(head: string, from: number): Found | undefined {
  const start = endOf(bullet, head, from) ?? from;
  const named = findBold(head, start) ?? findPlain(head, start, false);
  // Lists are full of "Term: meaning"; behind a bullet only a role is a label.
  if (named === undefined || (start !== from && roleHint(cleanName(named.name)) === undefined)) return undefined;
  return named;
}

function findHeading(head: string, from: number, whole: boolean): Found | undefined {
  const start = endOf(hashes, head, from);
  if (start === undefined) return undefined;
  const named = findBold(head, start) ?? findPlain(head, start, false);
  if (named?.setOff) return { ...named, kind: 'heading' };
  if (!whole) return undefined;
  return { kind: 'heading', name: head.slice(start).replace(/[\s#]+$/, ''), end: head.length, setOff: false };
}

function findBold(head: string, from: number): Found | undefined {
  bold.lastIndex = from;
  const match = bold.exec(head);
  if (match === null) return undefined;
  const [all, , name = '', inside, behind] = match;
  const setOff = inside !== '' || behind !== '';
  // Without a colon, bold words at the start of a sentence are only bold words.
  if (!setOff && from + all.length < head.length) return undefined;
  return { kind: 'bold', name, end: from + all.length, setOff };
}

function findPlain(head: string, from: number, stamped: boolean): Found | undefined {
  plain.lastIndex = from;
  const match = plain.exec(head);
  if (match === null) return undefined;
  const [all, name = '', colon] = match;
  const end = from + all.length;
  // "http://" and "10:30" are no labels, "用户：你好" is one.
  const apart = colon === '：' || /\s$/.test(all) || end === head.length || stamped || roleHint(cleanName(name)) !== undefined;
  return apart && !head.startsWith('//', end) ? { kind: 'plain', name, end, setOff: true } : undefined;
}

function findAngle(head: string, from: number): Found | undefined {
  angle.lastIndex = from;
  const match = angle.exec(head);
  return match === null ? undefined : { kind: 'angle', name: match[1] ?? '', end: from + match[0].length, setOff: true };
}

function findArrow(head: string, from: number): Found | undefined {
  arrow.lastIndex = from;
  const match = arrow.exec(head);
  return match === null ? undefined : { kind: 'arrow', name: match[1] ?? '', end: from + match[0].length, setOff: true };
}

function findHeader(head: string, from: number): Found | undefined {
  if (head.length > 100 || !/\d[:.h]\d\d/.test(head)) return undefined;
  const match = header.exec(head.slice(from).trimEnd());
  const [, name = '', gap = ''] = match ?? [];
  return match === null ? undefined : { kind: 'header', name, end: head.length, setOff: gap !== ' ' };
}

// Some programs put name and time on lines of their own, the time indented.
function isTimeBelow(text: string, line: Span): boolean {
  const below = line.end - line.start <= 40 ? text.slice(line.start, line.end) : '';
  return /^\s{2,}[[(]?\d/.test(below) && isDateLine(below);
}

function nameAlone(head: string, from: number): Found | undefined {
  const name = head.slice(from).trimEnd();
  return name === '' || name.length > 40 ? undefined : { kind: 'header', name, end: head.length, setOff: true };
}

function endOf(expression: RegExp, head: string, from: number): number | undefined {
  expression.lastIndex = from;
  return expression.test(head) ? expression.lastIndex : undefined;
}

// Exports put pictures of people and robots before the names.
function cleanName(name: string): string {
  return name
    .replace(/^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Cf}\s*_]+(?=[^\d\s])/u, '')
    .replace(/[\s*_:：]+$/u, '')
    .trim();
}
