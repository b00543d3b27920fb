import { type Cursor, fault, mark, nextKind, textBetween } from './cursor';
import { readJson } from './keyBlock';
import type { Call, MessageUnit, Part } from './model';
import { parsePath, unquote } from './path';

/** What a fenced block holds. */
export type Fenced =
  | { readonly of: 'part'; readonly part: Part }
  | { readonly of: 'call'; readonly call: Call }
  | { readonly of: 'member'; readonly unit: Extract<MessageUnit, { form: 'text' | 'json' }> };

const kinds = 'text, json, image, call, type.key or .key';

/** Reads the fenced block that begins at the cursor; undefined with a fault noted when it cannot be read. */
export function readFence(cursor: Cursor): Fenced | undefined {
  const line = cursor.at;
  const info = (cursor.lines[line] ?? '').slice(3).trim();
  const end = mark(cursor, 'fence', info);
  cursor.at += 1;
  if (info === '') {
    fault(
      cursor,
      line,
      `Nothing is open that this line could close. A block begins with ~~~ and its kind: ${kinds}. If the line belongs to the text, write \\ before it.`,
    );
    end();
    return undefined;
  }
  const from = cursor.at;
  while (nextKind(cursor) === 'plain' || nextKind(cursor) === 'conflict') cursor.at += 1;
  const to = cursor.at;
  if (cursor.lines[to]?.trimEnd() !== '~~~') {
    fault(cursor, line, 'This block has no end: close it with a line of ~~~.');
    end();
    return undefined;
  }
  cursor.at += 1;
  end();
  for (let at = from; at < to; at++) {
    if (/^[<>|]{7}/.test(cursor.lines[at] ?? '')) fault(cursor, at, 'Git has left a conflict here: keep one side and delete this line.');
  }
  return fenced(cursor, info, line, from, to);
}

function fenced(cursor: Cursor, info: string, line: number, from: number, to: number): Fenced | undefined {
  const [, kind = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(info) ?? [];
  const text = (): string => textBetween(cursor, from, to) ?? '';
  const refuse = (message: string): undefined => {
    fault(cursor, line, message);
  };
  const [, type, dotted] = /^([\w-]*)\.(.*)$/.exec(info) ?? [];
  if (dotted !== undefined) {
    const [key, ...more] = parsePath(dotted) ?? [];
    if (typeof key !== 'string' || more.length > 0)
      return refuse('Behind the dot one key is due, as in ~~~ thinking.thinking or ~~~ .text');
    return { of: 'part', part: { form: 'other', type: type || undefined, key, text: text() } };
  }
  if (kind === 'text' || kind === 'json') {
    const path = rest === '' ? undefined : parsePath(rest);
    if (rest !== '' && !path) return refuse(`${rest} is no key: write it as in ~~~ ${kind} metadata.note, or as ["odd key"].`);
    if (kind === 'text')
      return path ? { of: 'member', unit: { form: 'text', path, text: text() } } : { of: 'part', part: { form: 'text', text: text() } };
    const value = readJson(cursor, from, to);
    if (!value) return undefined;
    return path ? { of: 'member', unit: { form: 'json', path, value } } : { of: 'part', part: { form: 'json', value } };
  }
  const words = readWords(rest);
  if (kind === 'image' && words && words.length <= 1) return { of: 'part', part: { form: 'image', url: text(), detail: words[0] } };
  if (kind === 'image') return refuse('An image takes one word at most, its detail: ~~~ image low');
  if (kind !== 'call')
    return refuse(`There is no block of the kind ${kind}: it is ${kinds}. If the line belongs to the text, write \\ before it.`);
  const [name, id] = words ?? [];
  if (name === undefined || (words?.length ?? 0) > 2)
    return refuse('A call takes the name of its function and an id, if it has one: ~~~ call look_up call_1');
  return { of: 'call', call: { name, id, arguments: text() } };
}

/** The words behind a kind, quotes taken off; undefined when quotes do not match up. */
function readWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const next = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;
  while (next.lastIndex < text.length) {
    const [, quoted, plain] = next.exec(text) ?? [];
    const word = plain ?? (quoted === undefined ? undefined : unquote(`"${quoted}"`));
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words;
}
