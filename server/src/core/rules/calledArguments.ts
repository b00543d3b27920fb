import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';
import { inMessage, type MessageSubject } from './rule';

/** Tells whether the message may call something; asked first, because most messages call nothing. */
export function callsTools(message: JsonObject): boolean {
  return message.tool_calls !== undefined || message.function_call !== undefined;
}

/** Calls back with the `arguments` of every call that the message makes, with where they stand and what is called. */
export function eachArguments(subject: MessageSubject, visit: (value: unknown, path: () => Path, called: JsonObject) => void): void {
  const calls = member(subject.message, 'tool_calls');
  if (isArray(calls)) {
    for (let index = 0; index < calls.length; index++) {
      const call = calls[index];
      const called = isObject(call) ? member(call, 'function') : undefined;
      const value = isObject(called) ? member(called, 'arguments') : undefined;
      if (value === undefined || !isObject(called)) continue;
      visit(value, () => inMessage(subject, 'tool_calls', index, 'function', 'arguments'), called);
    }
  }
  const called = member(subject.message, 'function_call');
  const value = isObject(called) ? member(called, 'arguments') : undefined;
  if (value !== undefined && isObject(called)) visit(value, () => inMessage(subject, 'function_call', 'arguments'), called);
}

/** Tells whether the text is spelt as a JSON string, which arguments never are. */
export function isSpelledString(text: string): boolean {
  return /^\s*"/.test(text);
}
