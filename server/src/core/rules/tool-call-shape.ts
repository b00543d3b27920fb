import type { Fix } from '../finding';
import { isArray, isObject, type JsonObject, member, parseLine } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { describe } from './describe';
import { inMessage, type ReportTo, type Rule } from './rule';
import { withWording } from './wording';

/** A call that is not written as calls are. */
export const toolCallShape: Rule = {
  id: 'tool-call-shape',
  about: 'message',
  severity: 'error',
  summary: 'A tool call is not `{"id", "type", "function": {"name", "arguments"}}`.',
  why: 'Trainers read calls from fixed places. One that is built otherwise stops the file, or is dropped and the model learns an empty answer.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","name":"weather","arguments":"{}"}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":{"id":"c1","function":{"name":"weather","arguments":"{}"}}}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"weather","arguments":"{}"},"type":"function"}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    const calls = subject.message.tool_calls;
    if (calls === undefined || subject.message.role !== 'assistant') return;
    const tell: ReportTo = (found) => report({ ...found, message: withWording(found.message, target, 'tool-call-shape') });
    if (!isArray(calls)) return reportNoList(calls, inMessage(subject, 'tool_calls'), tell);
    for (let index = 0; index < calls.length; index++) {
      const call = calls[index];
      if (!isWellFormed(call)) reportCall(call, inMessage(subject, 'tool_calls', index), tell);
    }
  },
};

function reportNoList(calls: unknown, path: Path, report: ReportTo): void {
  const place = atValue(...path);
  if (calls === null) {
    const title = 'Remove `tool_calls`';
    report({
      place,
      message: '`tool_calls` is `null`; where nothing is called it must not stand at all. Remove it.',
      fixes: [{ kind: 'fix', title, edits: [{ op: 'remove', path }] }],
    });
    return;
  }
  const list = isObject(calls) ? [calls] : typeof calls === 'string' ? spelledCalls(calls) : undefined;
  report({
    place,
    message: `\`tool_calls\` must be a list, for a message may make several calls, and not ${describe(calls)}.`,
    fixes: list ? [{ kind: 'fix', title: 'Make it a list', edits: [{ op: 'set', path, value: list }] }] : [],
  });
}

function spelledCalls(text: string): readonly JsonObject[] | undefined {
  const parsed = parseLine(text);
  return parsed.ok && isArray(parsed.value) && parsed.value.every(isObject) ? parsed.value : undefined;
}

function isWellFormed(call: unknown): boolean {
  if (!isObject(call)) return false;
  if (call.type === 'custom') return isObject(call.custom);
  const called = call.function;
  return call.type === 'function' && isObject(called) && typeof called.name === 'string' && member(called, 'arguments') !== undefined;
}

function reportCall(call: unknown, path: Path, report: ReportTo): void {
  if (!isObject(call)) {
    report({
      place: atValue(...path),
      message: `A call must be an object with \`id\`, \`type\` and \`function\`, not ${describe(call)}; nothing can be learnt from it as it is.`,
    });
    return;
  }
  const called = member(call, 'function');
  if (called === undefined && typeof member(call, 'name') === 'string') {
    report({
      // The call itself: all that it lacks is said with this.
      place: atValue(...path),
      message: 'The `name` and `arguments` of a call belong into its `function`; here the trainer does not find them. Move them there.',
      fixes: [nesting(call, path)],
    });
  } else if (!isObject(called)) {
    const at = member(call, 'type') === 'custom' ? 'custom' : 'function';
    report({
      place: atValue(...path),
      message: `A call must say in \`${at}\` what it calls, not ${called === undefined ? 'leave it out' : describe(called)}.`,
    });
  } else reportFunction(call, called, path, report);
}

function reportFunction(call: JsonObject, called: JsonObject, path: Path, report: ReportTo): void {
  if (call.type !== 'function') {
    const at = [...path, 'type'];
    report({
      place: atValue(...at),
      message: `The \`type\` of a call must be \`function\`, ${member(call, 'type') === undefined ? 'and here it is missing' : `not ${describe(call.type)}`}; without it services refuse the call.`,
      fixes: [{ kind: 'fix', title: 'Set the type to `function`', edits: [{ op: 'set', path: at, value: 'function' }] }],
    });
  }
  if (typeof called.name !== 'string') {
    const name = member(called, 'name');
    report({
      place: atValue(...path, 'function', 'name'),
      message: `This call ${name === undefined ? 'names no function' : `has ${describe(name)} for a name`}, so there is nothing to call. Write the function's \`name\`.`,
    });
  }
  if (member(called, 'arguments') === undefined) {
    const at = [...path, 'function', 'arguments'];
    report({
      place: atValue(...at),
      message: 'This call has no `arguments`, which services ask for even where there are none to give: write "{}" then.',
      fixes: [{ kind: 'suggestion', title: 'Write `{}`', edits: [{ op: 'set', path: at, value: '{}' }] }],
    });
  }
}

function nesting(call: JsonObject, path: Path): Fix {
  const { id, type, name, arguments: given, ...others } = call;
  const value = {
    ...(id !== undefined && { id }),
    type: 'function',
    function: { name, ...(given !== undefined && { arguments: given }) },
    ...others,
  };
  const isKnown = type === undefined || type === 'function' || type === 'tool_call';
  return { kind: isKnown ? 'fix' : 'suggestion', title: 'Move them into `function`', edits: [{ op: 'set', path, value }] };
}
