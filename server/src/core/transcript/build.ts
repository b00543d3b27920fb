import type { Path } from '../json/path';
import type { Call, Example, Message, MessageKeys, MessageUnit, Part, Unit } from './model';
import { writePath } from './path';
import type { Json, JsonObjectTree } from './tree';

/** An object or a list that is being put together. */
type Open =
  | { readonly type: 'object'; readonly members: { key: string; value: Json }[] }
  | { readonly type: 'array'; readonly items: Json[] };

/** Why the keys of an example or a message do not fit together. */
export interface Misfit {
  readonly type: 'misfit';
  readonly message: string;
}

/** The object that an example stands for, keys in the order of its parts. */
export function build({ units }: Extract<Example, { kind: 'example' }>): JsonObjectTree | Misfit {
  return putTogether(units.map((unit): Leaf => ({ path: unit.path, value: jsonOf(unit) })));
}

interface Leaf {
  readonly path: Path;
  readonly value: Json | Misfit;
}

function putTogether(leaves: readonly Leaf[]): JsonObjectTree | Misfit {
  const root = { type: 'object' as const, members: [] };
  const open = new Set<Json>([root]);
  for (const { path, value } of leaves) {
    if (value.type === 'misfit') return value;
    if (!append(root, path, value, open)) return misfit(path);
  }
  return root;
}

function misfit(path: Path): Misfit {
  const message = `${writePath(path)} does not fit to the keys above it: a list counts from 0 without a gap, and a value has no keys below it.`;
  return { type: 'misfit', message };
}

/** Adds a value behind all others; false when the path leads into a value or leaves a gap in a list. */
function append(root: Open, path: Path, value: Json, open: Set<Json>): boolean {
  let at = root;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const inside = last ? undefined : childOf(at, step);
    if (inside && !open.has(inside)) return false;
    if (inside?.type === 'object' || inside?.type === 'array') {
      at = inside as Open;
      continue;
    }
    const child: Json | Open = last
      ? value
      : typeof path[index + 1] === 'number'
        ? { type: 'array', items: [] }
        : { type: 'object', members: [] };
    if (!add(at, step, child)) return false;
    if (last) return true;
    open.add(child);
    at = child as Open;
  }
  return false;
}

function childOf(at: Open, step: string | number): Json | undefined {
  if (at.type === 'array') return typeof step === 'number' ? at.items[step] : undefined;
  return at.members.findLast(({ key }) => key === step)?.value;
}

function add(at: Open, step: string | number, value: Json): boolean {
  if (at.type === 'array') return step === at.items.length && at.items.push(value) > 0;
  return typeof step === 'string' && at.members.push({ key: step, value }) > 0;
}

function jsonOf(unit: Unit): Json | Misfit {
  switch (unit.form) {
    case 'text':
      return text(unit.text);
    case 'messages': {
      const messages = unit.messages.map((message) => messageOf(message, unit.keys));
      const items = messages.flatMap((message) => (message.type === 'object' ? [message] : []));
      return messages.find((message) => message.type === 'misfit') ?? { type: 'array', items };
    }
    default:
      return unit.value;
  }
}

function messageOf({ units }: Message, keys: MessageKeys): JsonObjectTree | Misfit {
  return putTogether(units.map((unit) => leafOf(unit, keys)));
}

function leafOf(unit: MessageUnit, keys: MessageKeys): Leaf {
  switch (unit.form) {
    case 'role':
      return { path: [keys.role], value: text(unit.role) };
    case 'text':
      return { path: unit.path, value: text(unit.text) };
    case 'content':
      return { path: keys.text.slice(0, 1), value: contentOf(unit.text, unit.parts, keys) };
    case 'calls':
      return { path: ['tool_calls'], value: { type: 'array', items: unit.calls.map(callOf) } };
    default:
      return { path: unit.path, value: unit.value };
  }
}

function contentOf(written: string | undefined, parts: readonly Part[], { text: path }: MessageKeys): Json {
  const [, , key] = path;
  if (written !== undefined && typeof key !== 'string') return text(written);
  const first = written !== undefined && typeof key === 'string' ? [object({ [key]: text(written) })] : [];
  return { type: 'array', items: [...first, ...parts.map(partOf)] };
}

function partOf(part: Part): Json {
  switch (part.form) {
    case 'text':
      return object({ type: text('text'), text: text(part.text) });
    case 'other': {
      const type = part.type === undefined ? [] : [{ key: 'type', value: text(part.type) }];
      return { type: 'object', members: [...type, { key: part.key, value: text(part.text) }] };
    }
    case 'image': {
      const image = { url: text(part.url), ...(part.detail !== undefined && { detail: text(part.detail) }) };
      return object({ type: text('image_url'), image_url: object(image) });
    }
    case 'json':
      return part.value;
  }
}

function callOf({ id, name, arguments: given }: Call): Json {
  const called = object({ name: text(name), arguments: text(given) });
  const rest = { type: text('function'), function: called };
  return object(id === undefined ? rest : { id: text(id), ...rest });
}

function text(value: string): Json {
  return { type: 'string', value };
}

function object(members: Readonly<Record<string, Json>>): JsonObjectTree {
  return { type: 'object', members: Object.entries(members).map(([key, value]) => ({ key, value })) };
}
