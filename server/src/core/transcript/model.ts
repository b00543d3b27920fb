import { isSamePath, type Path } from '../json/path';
import type { Json } from './tree';

/** A line of a training file, taken apart as a transcript shows it. */
export type Example =
  /** No JSON object: carried as it is. */
  { readonly kind: 'verbatim'; readonly line: string } | { readonly kind: 'example'; readonly units: readonly Unit[] };

/** A part of an example; the order of the parts is the order of the keys. */
export type Unit =
  /** A line of the key block, `weight: 0`. */
  | { readonly form: 'key'; readonly path: Path; readonly value: Json }
  /** A `~~~ json` block. */
  | { readonly form: 'json'; readonly path: Path; readonly value: Json }
  /** A text with a heading of its own. */
  | { readonly form: 'text'; readonly path: Path; readonly text: string }
  | { readonly form: 'messages'; readonly path: Path; readonly keys: MessageKeys; readonly messages: readonly Message[] };

/** Under which key the messages of a list have their role, and on which path within a message their text. */
export interface MessageKeys {
  readonly role: string;
  /** One key, or the key of a list, the index 0 and a key: `["parts", 0, "text"]`. */
  readonly text: Path;
}

/** The keys of chat messages, which no heading needs to name. */
export const chatKeys: MessageKeys = { role: 'role', text: ['content'] };

/** Whether two lists of messages use the same keys. */
export function sameKeys(one: MessageKeys, other: MessageKeys): boolean {
  return one.role === other.role && isSamePath(one.text, other.text);
}

/** One message; its parts stand in the order of its keys. */
export interface Message {
  readonly units: readonly MessageUnit[];
}

/** A part of a message. */
export type MessageUnit =
  | { readonly form: 'role'; readonly role: string }
  | { readonly form: 'key'; readonly path: Path; readonly value: Json }
  | { readonly form: 'json'; readonly path: Path; readonly value: Json }
  | { readonly form: 'text'; readonly path: Path; readonly text: string }
  /** The message's text, its parts, or a text and parts behind it where the text is a part itself. */
  | { readonly form: 'content'; readonly text: string | undefined; readonly parts: readonly Part[] }
  | { readonly form: 'calls'; readonly calls: readonly Call[] };

/** An item of a message's list of parts. */
export type Part =
  /** `{"type":"text","text":…}` */
  | { readonly form: 'text'; readonly text: string }
  /** `{"text":…}` or `{"type":"thinking","thinking":…}`: an object of one key that holds a text, its type before it or not. */
  | { readonly form: 'other'; readonly type: string | undefined; readonly key: string; readonly text: string }
  /** `{"type":"image_url","image_url":{"url":…,"detail":…}}` */
  | { readonly form: 'image'; readonly url: string; readonly detail: string | undefined }
  | { readonly form: 'json'; readonly value: Json };

/** `{"id":…,"type":"function","function":{"name":…,"arguments":…}}`, where the id may be missing and the arguments are a text. */
export interface Call {
  readonly name: string;
  readonly id: string | undefined;
  readonly arguments: string;
}

/** The key that a part of a message stands for, as a path. */
export function pathOfUnit(unit: MessageUnit, keys: MessageKeys): Path {
  switch (unit.form) {
    case 'role':
      return [keys.role];
    case 'content':
      return keys.text.slice(0, 1);
    case 'calls':
      return ['tool_calls'];
    default:
      return unit.path;
  }
}
