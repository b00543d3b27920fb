import { type ParseError, parseTree } from 'jsonc-parser';
import type { Path } from '../json/path';
import { type Cursor, fault, nextKind, place } from './cursor';
import { parsePath, writePath } from './path';
import { isBlank } from './text';
import { type Json, readTree } from './tree';

/** A line of a key block; without a value it says where the value belongs that stands below. */
export interface Slot {
  readonly path: Path;
  readonly value: Json | undefined;
  readonly line: number;
}

const keyLine = /^((?:[\w$]+|\["(?:[^"\\]|\\.)*"\])(?:\.[\w$]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*):(?: +(.*))?$/;

/** Reads the key lines right below the heading of what has this path. Where the first is none, there is no block. */
export function readKeyBlock(cursor: Cursor, at: Path): readonly Slot[] {
  const slots: Slot[] = [];
  const first = cursor.at;
  for (; nextKind(cursor) === 'plain' && !isBlank(cursor.lines[cursor.at]); cursor.at++) {
    const { at: line, lines } = cursor;
    const [, key, written] = keyLine.exec(lines[line] ?? '') ?? [];
    const path = key === undefined ? undefined : parsePath(key);
    if (!path) {
      if (line === first) break;
      fault(cursor, line, 'This is no key with a value, as in weight: 0. An empty line ends the keys and begins the text.');
      continue;
    }
    const spelled = written?.trim() ?? '';
    if (spelled !== '') place(cursor, [...at, ...path], line);
    if (spelled === '') slots.push({ path, value: undefined, line });
    else {
      const start = (lines[line] ?? '').length - (written ?? '').length;
      const value = readValue(cursor, spelled, line, start);
      if (value) slots.push({ path, value, line });
    }
  }
  return slots;
}

function readValue(cursor: Cursor, spelled: string, line: number, start: number): Json | undefined {
  const tree = readTree(spelled);
  if (tree.ok) return tree.value;
  fault(cursor, line, `This value is no JSON: ${adviceFor(spelled)} If the line belongs to the text, put an empty line above it.`, start);
  return undefined;
}

function adviceFor(spelled: string): string {
  const lower = spelled.toLowerCase();
  if (lower === 'none' || lower === 'nil' || lower === 'undefined') return 'write null.';
  if (lower === 'true' || lower === 'false') return `write ${lower}.`;
  if (/^['‘“]/.test(spelled)) return 'a text stands in straight double quotes, "like this".';
  if (/^["{[]/.test(spelled)) return 'a quote, a comma or a bracket is missing or too many.';
  return 'a text stands in double quotes, "like this".';
}

/** Reads the JSON of these lines; notes the first place where it is none. */
export function readJson(cursor: Cursor, from: number, to: number): Json | undefined {
  const text = cursor.lines.slice(from, to).join('\n');
  const tree = readTree(text);
  if (tree.ok) return tree.value;
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const before = text.slice(0, errors[0]?.offset ?? text.length).split('\n');
  const line = Math.min(from + before.length - 1, Math.max(from, to - 1));
  const start = text.trim() === '' ? 0 : (before.at(-1)?.length ?? 0);
  const where = text.trim() === '' ? from - 1 : line;
  fault(cursor, where, 'This block is no JSON: from here on a quote, a comma or a bracket is missing or too many.', start);
  return undefined;
}

/** A slot or what fills one, in the order of the keys. */
export type Placed<Body> = { readonly slot: Slot & { readonly value: Json } } | { readonly body: Body };

/** Puts what stands below a key block into the places that the block names; what it does not name comes behind. */
export function inOrder<Body>(
  cursor: Cursor,
  slots: readonly Slot[],
  bodies: readonly Body[],
  pathOf: (body: Body) => Path,
): readonly Placed<Body>[] {
  const left = new Map<string, Body[]>();
  for (const body of bodies) {
    const name = writePath(pathOf(body));
    left.set(name, [...(left.get(name) ?? []), body]);
  }
  const used = new Set<Body>();
  const placed = slots.flatMap((slot): Placed<Body>[] => {
    if (slot.value) return [{ slot: { ...slot, value: slot.value } }];
    const body = left.get(writePath(slot.path))?.shift();
    if (body === undefined) {
      const name = writePath(slot.path);
      fault(cursor, slot.line, `${name} has no value: write one behind the colon ("" for an empty text, or null), or give it one below.`);
      return [];
    }
    used.add(body);
    return [{ body }];
  });
  return [...placed, ...bodies.filter((body) => !used.has(body)).map((body) => ({ body }))];
}
