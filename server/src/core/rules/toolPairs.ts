import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import type { MessageList } from '../shapes/shape';
import type { LineSubject } from './rule';

/** A call and the messages that answer it. */
export interface Call {
  readonly path: Path;
  readonly id: unknown;
  /** The index of the calling message in its list. */
  readonly index: number;
  readonly list: MessageList;
  readonly answers: Answer[];
}

/** A message with the role `tool`. */
export interface Answer {
  readonly path: Path;
  readonly id: unknown;
  readonly list: MessageList;
  /** Calls before it that no message had answered yet. */
  readonly open: readonly Call[];
  /** What it answers; undefined when there is no such call. */
  readonly call: Call | undefined;
}

/** The calls and answers of a conversation, in order. */
export interface ToolPairs {
  readonly calls: readonly Call[];
  readonly answers: readonly Answer[];
}

const kept = new WeakMap<readonly unknown[], ToolPairs>();

/**
 * The calls and answers of a list of messages and of the input that it follows; undefined when nothing is called or answered,
 * which is the case of most lists and allocates nothing.
 */
export function toolPairs(list: MessageList, line: LineSubject): ToolPairs | undefined {
  const before = list.part === 'preferred' || list.part === 'rejected' ? line.lists.find(({ part }) => part === 'input') : undefined;
  if (!usesTools(list.messages)) return undefined;
  let pairs = kept.get(list.messages);
  if (!pairs) {
    pairs = pair(before ? [before, list] : [list]);
    kept.set(list.messages, pairs);
  }
  return pairs;
}

function usesTools(messages: readonly unknown[]): boolean {
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index];
    if (isObject(message) && (message.role === 'tool' || message.tool_calls !== undefined)) return true;
  }
  return false;
}

function pair(lists: readonly MessageList[]): ToolPairs {
  const calls: Call[] = [];
  const answers: Answer[] = [];
  for (const list of lists) {
    list.messages.forEach((message, index) => {
      if (!isObject(message)) return;
      if (message.role === 'tool') answers.push(answerOf(message, [...list.path, index], list, calls));
      else calls.push(...callsOf(message, index, list));
    });
  }
  return { calls, answers };
}

function callsOf(message: JsonObject, index: number, list: MessageList): readonly Call[] {
  const calls = member(message, 'tool_calls');
  if (!isArray(calls)) return [];
  return calls.flatMap((call, at) =>
    isObject(call) ? [{ path: [...list.path, index, 'tool_calls', at], id: member(call, 'id'), index, list, answers: [] }] : [],
  );
}

function answerOf(message: JsonObject, path: Path, list: MessageList, calls: readonly Call[]): Answer {
  const id = member(message, 'tool_call_id');
  const open = calls.filter(({ answers }) => answers.length === 0);
  // An id that is used twice means the call that still waits, or else the last.
  const call = isId(id) ? (open.find((each) => each.id === id) ?? calls.findLast((each) => each.id === id)) : undefined;
  const answer: Answer = { path, id, list, open, call };
  call?.answers.push(answer);
  return answer;
}

/** Tells whether the value can tell calls apart. */
export function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}
