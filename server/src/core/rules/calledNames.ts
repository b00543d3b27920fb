import { isArray, isObject, member } from '../json/parse';
import type { Path } from '../json/path';
import { inMessage, type MessageSubject } from './rule';

/** Calls back with the name of every function or tool that the message calls, and with where it stands. */
export function eachCalledName(subject: MessageSubject, visit: (name: string, path: () => Path) => void): void {
  const calls = member(subject.message, 'tool_calls');
  if (isArray(calls)) {
    for (let index = 0; index < calls.length; index++) {
      const call = calls[index];
      if (!isObject(call)) continue;
      const key = isObject(call.function) ? 'function' : 'custom';
      const called = member(call, key);
      const name = isObject(called) ? member(called, 'name') : undefined;
      if (typeof name === 'string') visit(name, () => inMessage(subject, 'tool_calls', index, key, 'name'));
    }
  }
  const called = member(subject.message, 'function_call');
  const name = isObject(called) ? member(called, 'name') : undefined;
  if (typeof name === 'string') visit(name, () => inMessage(subject, 'function_call', 'name'));
}
