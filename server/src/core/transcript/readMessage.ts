import type { Path } from '../json/path';
import { type Cursor, fault, mark, nextKind, nextLevel, place, readText, skipBlank } from './cursor';
import { inOrder, readKeyBlock } from './keyBlock';
import { type Call, type Message, type MessageKeys, type MessageUnit, type Part, pathOfUnit } from './model';
import { unquote } from './path';
import { readFence } from './readFence';
import { noRole, plainRole } from './words';

/** Reads the message whose heading is at the cursor, and which has this path in its example. */
export function readMessage(cursor: Cursor, keys: MessageKeys, path: Path): Message {
  const line = cursor.at;
  const label = (cursor.lines[line] ?? '').slice(3).trim();
  const end = mark(cursor, 'message', label);
  place(cursor, path, line);
  const role = readRole(cursor, label);
  cursor.at += 1;
  const slots = readKeyBlock(cursor, path);
  const found = readBodies(cursor, keys, path);
  end();
  const heading = role === undefined ? [] : [{ form: 'role', role } as const];
  const rolePlaced = slots.some(({ path, value }) => value === undefined && path.length === 1 && path[0] === keys.role);
  const placed = inOrder<MessageUnit>(cursor, slots, rolePlaced ? [...heading, ...found] : found, (unit) => pathOfUnit(unit, keys));
  const units = placed.map(
    (each): MessageUnit => ('slot' in each ? { form: 'key', path: each.slot.path, value: each.slot.value } : each.body),
  );
  return { units: rolePlaced ? units : [...heading, ...units] };
}

function readRole(cursor: Cursor, label: string): string | undefined {
  if (label === noRole) return undefined;
  const role = label.startsWith('"') ? unquote(label) : label;
  if (role === undefined || (role === label && !plainRole.test(label))) {
    fault(
      cursor,
      cursor.at,
      `${label} is no role: write it as in === user, or in double quotes. If the line belongs to the text, write \\ before it.`,
    );
  }
  return role;
}

/** Reads texts and blocks up to the next heading. */
function readBodies(cursor: Cursor, keys: MessageKeys, path: Path): readonly MessageUnit[] {
  const units: MessageUnit[] = [];
  const parts: Part[] = [];
  const calls: Call[] = [];
  let text: string | undefined;
  const once = <Unit extends MessageUnit>(unit: Unit): void => {
    if (!units.some(({ form }) => form === unit.form)) units.push(unit);
  };
  for (skipBlank(cursor); nextKind(cursor) !== 'end' && nextLevel(cursor) === 0; skipBlank(cursor)) {
    const line = cursor.at;
    if (nextKind(cursor) !== 'fence') {
      const read = readText(cursor);
      if (read === undefined) continue;
      place(cursor, [...path, ...keys.text], line, true);
      if (text !== undefined || parts.length > 0) fault(cursor, line, secondText(text !== undefined));
      text = read;
      once({ form: 'content', text, parts });
      continue;
    }
    const fenced = readFence(cursor);
    if (fenced?.of === 'member') {
      place(cursor, [...path, ...fenced.unit.path], line);
      units.push(fenced.unit);
    }
    if (fenced?.of === 'call') {
      place(cursor, [...path, 'tool_calls', calls.length], line);
      calls.push(fenced.call);
      once({ form: 'calls', calls });
    }
    if (fenced?.of !== 'part') continue;
    if (text !== undefined && keys.text.length === 1)
      fault(cursor, line, 'The content is a text already. With parts, each text is a part as well: put it between ~~~ text and ~~~.');
    // Where the text is a part itself, it is the first.
    place(cursor, [...path, ...keys.text.slice(0, 1), parts.length + (text === undefined ? 0 : 1)], line);
    parts.push(fenced.part);
    once({ form: 'content', text, parts });
  }
  return units;
}

function secondText(afterText: boolean): string {
  return afterText
    ? 'A message has one text: put this above the block, with the rest of it.'
    : 'The text stands before the parts, or each text is a part as well, between ~~~ text and ~~~.';
}
