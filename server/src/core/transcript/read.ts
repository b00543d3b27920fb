import type { Path } from '../json/path';
import { build } from './build';
import {
  type Cursor,
  type Fault,
  fault,
  type Mark,
  mark,
  nextKind,
  nextLevel,
  type PartPlace,
  place,
  readText,
  refuseConflict,
  skipBlank,
  startReading,
} from './cursor';
import { inOrder, readKeyBlock, type Slot } from './keyBlock';
import { chatKeys, type Example, type Message, type MessageKeys, type Unit } from './model';
import { parsePath } from './path';
import { readFence } from './readFence';
import { readMessage } from './readMessage';
import { decodeLine } from './text';
import type { JsonObjectTree } from './tree';
import { words } from './words';

/** An example with the object that it stands for. */
export interface ReadExample {
  readonly example: Example;
  /** Undefined for a line that is carried as it is. */
  readonly value: JsonObjectTree | undefined;
  /** Where its parts stand; the example itself, with an empty path, is the first. */
  readonly places: readonly PartPlace[];
}

/** What a transcript says. Where there is a fault, there are no examples. */
export interface ReadTranscript {
  readonly examples: readonly ReadExample[];
  /** In the order of the lines. */
  readonly faults: readonly Fault[];
  /** The parts of the text, in the order of their first lines. */
  readonly marks: readonly Mark[];
}

/** Reads a transcript; never throws. */
export function readTranscript(text: string): ReadTranscript {
  const cursor = startReading(text);
  const examples: ReadExample[] = [];
  for (skipBlank(cursor); nextKind(cursor) !== 'end'; skipBlank(cursor)) {
    const { at } = cursor;
    const example = readExample(cursor, examples.length === 0);
    if (!example) continue;
    const value = example.kind === 'example' ? build(example) : undefined;
    if (value?.type === 'misfit') fault(cursor, at, value.message);
    else examples.push({ example, value, places: cursor.places });
  }
  const faults = cursor.faults.sort((a, b) => a.line - b.line || a.start - b.start);
  return { examples: faults.length === 0 ? examples : [], faults, marks: cursor.marks };
}

function readExample(cursor: Cursor, first: boolean): Example | undefined {
  const { at } = cursor;
  const line = cursor.lines[at] ?? '';
  const level = nextLevel(cursor);
  const heading = line.trimEnd();
  // One example written by hand needs no heading of its own.
  const bare = first && (level === 3 || level === 4);
  if (!bare && heading !== words.example && heading !== words.verbatim) {
    fault(
      cursor,
      at,
      level === 0 ? 'Nothing stands above the first heading: begin with ===== example, or with === and a role.' : badHeading(level),
    );
    skipToExample(cursor);
    return undefined;
  }
  const end = mark(cursor, 'example', bare ? 'example' : heading.slice(6));
  cursor.places = [];
  place(cursor, [], at);
  if (!bare) cursor.at += 1;
  const read = heading === words.verbatim ? readVerbatim(cursor) : readUnits(cursor, bare ? [] : readKeyBlock(cursor, []));
  end();
  return read;
}

function badHeading(level: number): string {
  const advice = 'A heading is === and a role, ==== and a key, or ===== example. If the line belongs to the text, write \\ before it.';
  return level === 5 ? `There are two headings of this kind: ===== example and ===== verbatim. ${advice}` : advice;
}

function skipToExample(cursor: Cursor): void {
  cursor.at += 1;
  while (nextKind(cursor) !== 'end' && nextLevel(cursor) !== 5) cursor.at += 1;
}

function readVerbatim(cursor: Cursor): Example {
  const from = cursor.at;
  skipBlank(cursor);
  const at = cursor.at;
  const isLine = nextKind(cursor) === 'plain';
  if (isLine) place(cursor, [], at);
  const line = isLine ? decodeLine(cursor.lines[at] ?? '') : '';
  if (isLine) cursor.at += 1;
  if (line === undefined) fault(cursor, at, 'There is no character with such a number: \\u{…} takes one up to 10ffff.');
  skipBlank(cursor);
  if (nextKind(cursor) !== 'end' && nextLevel(cursor) !== 5) {
    fault(cursor, cursor.at, 'Below ===== verbatim stands one line of the file. Begin what follows with ===== example.');
    skipToExample(cursor);
  }
  // What is left of an empty line are the blank lines around it.
  if (!isLine) cursor.at = Math.max(cursor.at, from);
  return { kind: 'verbatim', line: line ?? '' };
}

function readUnits(cursor: Cursor, slots: readonly Slot[]): Example {
  const bodies: Unit[] = [];
  for (skipBlank(cursor); nextKind(cursor) !== 'end' && nextLevel(cursor) !== 5; skipBlank(cursor)) {
    const level = nextLevel(cursor);
    if (level === 3 && bodies.every(({ form }) => form === 'json')) bodies.push(messagesAt(cursor, ['messages'], chatKeys));
    else if (level === 4) bodies.push(...readSection(cursor));
    else if (nextKind(cursor) === 'fence') bodies.push(...readBlock(cursor));
    else if (nextKind(cursor) === 'conflict') refuseConflict(cursor);
    else if (level > 0) {
      fault(cursor, cursor.at, level === 3 ? 'Messages need a heading above them here, as in ==== messages.' : badHeading(level));
      cursor.at += 1;
    } else {
      fault(cursor, cursor.at, 'This text has no heading: write === and a role, or ==== and a key, above it.');
      readText(cursor);
    }
  }
  const units = inOrder<Unit>(cursor, slots, bodies, ({ path }) => path).map(
    (each): Unit => ('slot' in each ? { form: 'key', path: each.slot.path, value: each.slot.value } : each.body),
  );
  return { kind: 'example', units };
}

/** A block of JSON above the headings of an example. */
function readBlock(cursor: Cursor): readonly Unit[] {
  const { at } = cursor;
  const fenced = readFence(cursor);
  if (fenced?.of === 'member') {
    place(cursor, fenced.unit.path, at);
    return [fenced.unit];
  }
  if (fenced) fault(cursor, at, 'Outside of a message a block needs a key: ~~~ json tools');
  return [];
}

function readSection(cursor: Cursor): readonly Unit[] {
  const { at } = cursor;
  const label = (cursor.lines[at] ?? '').slice(4).trim();
  const end = mark(cursor, 'section', label);
  const heading = readSectionHeading(label);
  cursor.at += 1;
  if (!heading) fault(cursor, at, badHeading(4));
  const { path, keys } = heading ?? { path: ['messages'], keys: undefined };
  place(cursor, path, at);
  skipBlank(cursor);
  const unit: Unit | undefined = nextLevel(cursor) === 3 ? messagesAt(cursor, path, keys ?? chatKeys) : sectionText(cursor, at, path, keys);
  end();
  return unit && heading ? [unit] : [];
}

function sectionText(cursor: Cursor, heading: number, path: Path, keys: MessageKeys | undefined): Unit | undefined {
  const { at } = cursor;
  const text = readText(cursor);
  if (text === undefined) {
    fault(cursor, heading, 'Nothing stands below this heading. An empty text belongs to the keys at the top, as in input: "".');
    return undefined;
  }
  if (keys) fault(cursor, heading, 'Below this heading messages are due, each with === and its role.');
  place(cursor, path, at, true);
  return { form: 'text', path, text };
}

function readSectionHeading(label: string): { readonly path: Path; readonly keys: MessageKeys | undefined } | undefined {
  const whole = parsePath(label);
  if (whole) return { path: whole, keys: undefined };
  const [, written = label, role, text] = /^(.*): (\S+), (\S+)$/.exec(label) ?? [];
  const path = parsePath(written);
  if (!path || role === undefined || text === undefined) return undefined;
  const [roleKey, ...more] = parsePath(role) ?? [];
  const textPath = parsePath(text);
  const isTextPath = textPath?.length === 1 || (textPath?.length === 3 && textPath[1] === 0 && typeof textPath[2] === 'string');
  if (typeof roleKey !== 'string' || more.length > 0 || !textPath || !isTextPath) return undefined;
  return { path, keys: { role: roleKey, text: textPath } };
}

function messagesAt(cursor: Cursor, path: Path, keys: MessageKeys): Unit {
  const messages: Message[] = [];
  for (; nextLevel(cursor) === 3; skipBlank(cursor)) messages.push(readMessage(cursor, keys, [...path, messages.length]));
  return { form: 'messages', path, keys, messages };
}
