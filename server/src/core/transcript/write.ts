import type { Path } from '../json/path';
import { layOut } from './layout';
import {
  type Call,
  chatKeys,
  type Example,
  type Message,
  type MessageKeys,
  type MessageUnit,
  type Part,
  pathOfUnit,
  sameKeys,
  type Unit,
} from './model';
import { writePath } from './path';
import { readable, spell, spellLong, spellString } from './spell';
import { encodeLine, encodeText } from './text';
import { noRole, plainRole, plainWord, words } from './words';

/** The lines of a training file as a transcript; ends with a line feed unless there are no lines. */
export function writeTranscript(lines: readonly string[]): string {
  return lines.map((line) => `${writeExample(layOut(line)).join('\n')}\n`).join('\n');
}

/** One example as lines of a transcript, its heading first. */
export function writeExample(example: Example): readonly string[] {
  if (example.kind === 'verbatim') return [words.verbatim, '', encodeLine(example.line)];
  const { units } = example;
  const listed = listedUnits(units, ({ form }) => (form === 'key' ? 'listed' : form === 'json' ? 'first' : 'last'));
  const block = units.slice(0, listed).map((unit) => keyLine(unit.path, unit.form === 'key' ? spell(unit.value, readable) : undefined));
  const blocks = units.flatMap((unit) => (unit.form === 'json' ? [jsonFence(unit.value, unit.path)] : []));
  const sections = units.filter(({ form }) => form === 'text' || form === 'messages');
  return [words.example, ...block, ...spaced(blocks), ...sections.flatMap((unit, index) => section(unit, index === 0))];
}

function section(unit: Unit, first: boolean): readonly string[] {
  if (unit.form === 'text') return ['', `==== ${writePath(unit.path)}`, '', ...encodeText(unit.text)];
  if (unit.form !== 'messages') return [];
  const { path, keys, messages } = unit;
  const isChat = sameKeys(keys, chatKeys);
  // The messages of a chat need no heading above their own.
  const heading =
    first && isChat && path.length === 1 && path[0] === 'messages' ? [] : ['', `==== ${writePath(path)}${isChat ? '' : keysSuffix(keys)}`];
  return [...heading, ...messages.flatMap((message) => ['', ...writeMessage(message, keys)])];
}

function keysSuffix({ role, text }: MessageKeys): string {
  return `: ${writePath([role])}, ${writePath(text)}`;
}

function writeMessage({ units }: Message, keys: MessageKeys): readonly string[] {
  const role = units.find((unit) => unit.form === 'role');
  const roleFirst = units[0]?.form === 'role' ? 1 : 0;
  const rest = units.slice(roleFirst);
  const listed = listedUnits(rest, ({ form }) => (form === 'key' || form === 'role' ? 'listed' : 'last'));
  const block = rest
    .slice(0, listed)
    .map((unit) => keyLine(pathOfUnit(unit, keys), unit.form === 'key' ? spell(unit.value, readable) : undefined));
  return [`=== ${role ? writeRole(role.role) : noRole}`, ...block, ...rest.flatMap((unit) => spaced(bodies(unit)))];
}

function writeRole(role: string): string {
  return plainRole.test(role) ? role : spellString(role, readable);
}

/** What stands below the key block for a part of a message. */
function bodies(unit: MessageUnit): readonly (readonly string[])[] {
  switch (unit.form) {
    case 'text':
      return [fence(`text ${writePath(unit.path)}`, encodeText(unit.text))];
    case 'json':
      return [jsonFence(unit.value, unit.path)];
    case 'content':
      return [...(unit.text === undefined ? [] : [encodeText(unit.text)]), ...unit.parts.map(partFence)];
    case 'calls':
      return unit.calls.map(callFence);
    default:
      return [];
  }
}

function partFence(part: Part): readonly string[] {
  switch (part.form) {
    case 'text':
      return textFence('text', part.text);
    case 'other':
      return textFence(`${part.type ?? ''}.${writePath([part.key])}`, part.text);
    case 'image':
      return textFence(part.detail === undefined ? 'image' : `image ${writeWord(part.detail)}`, part.url);
    case 'json':
      return jsonFence(part.value);
  }
}

function callFence({ name, id, arguments: given }: Call): readonly string[] {
  return textFence(`call ${writeWord(name)}${id === undefined ? '' : ` ${writeWord(id)}`}`, given);
}

function writeWord(word: string): string {
  return plainWord.test(word) ? word : spellString(word, readable);
}

function textFence(info: string, text: string): readonly string[] {
  return fence(info, text === '' ? [] : encodeText(text));
}

function jsonFence(value: Parameters<typeof spellLong>[0], path?: Path): readonly string[] {
  return fence(path ? `json ${writePath(path)}` : 'json', spellLong(value).split('\n'));
}

function fence(info: string, body: readonly string[]): readonly string[] {
  return [`~~~ ${info}`, ...body, '~~~'];
}

function spaced(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((block) => ['', ...block]);
}

function keyLine(path: Path, value: string | undefined): string {
  return value === undefined ? `${writePath(path)}:` : `${writePath(path)}: ${value}`;
}

/**
 * How many of the units the key block names. Without it the keys of the block come first, then what stands below in its order
 * there, so that the rest needs no mention.
 */
function listedUnits<U>(units: readonly U[], placeOf: (unit: U) => 'listed' | 'first' | 'last'): number {
  let place: 'first' | 'last' = 'last';
  for (let index = units.length - 1; index >= 0; index--) {
    const unit = units[index];
    const own = unit === undefined ? 'listed' : placeOf(unit);
    if (own === 'listed' || (own === 'last' && place === 'first')) return index + 1;
    place = own;
  }
  return 0;
}
