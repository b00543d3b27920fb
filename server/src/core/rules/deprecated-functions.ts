import type { Edit, Fix } from '../finding';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atKey, atValue, type Path, type Place } from '../json/path';
import { keyNode, nodeAt, type PositionedLine, positionLine } from '../json/positions';
import type { Target } from '../targets/target';
import { acceptedShape } from './accepted';
import { idMaker } from './callIds';
import type { LineSubject, Rule } from './rule';
import { withWording } from './wording';

/** The form in which functions were called before there were tools. */
export const deprecatedFunctions: Rule = {
  id: 'deprecated-functions',
  about: 'line',
  severity: 'warning',
  summary: 'A line calls functions in the old form: `functions`, `function_call` or the role `function`.',
  why: 'Tools took the place of functions years ago. Some trainers refuse the old form, others read it without the calls, and current models are asked with tools when you use them.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"function_call":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}},{"role":"function","name":"weather","content":"rain"},{"role":"assistant","content":"Rain."}],"functions":[{"name":"weather","parameters":{"type":"object"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"function","name":"weather","content":"rain"},{"role":"assistant","content":"Rain."}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"function","content":"{\\"name\\":\\"weather\\",\\"arguments\\":{}}"},{"role":"tool","content":"rain"},{"role":"assistant","content":"Rain."}]}',
      ],
      target: 'llama-factory',
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(line, report, { target }) {
    const place = firstOldForm(line, acceptedShape(target, line.shape)?.callRole);
    if (!place) return;
    const fix = migration(line, target);
    report({
      place,
      message: withWording(
        'This line calls functions in the form from before there were tools, which trainers refuse or read without the calls. Write `tools`, `tool_calls` and the role `tool`.',
        target,
        'deprecated-functions',
      ),
      fixes: fix ? [fix] : [],
    });
  },
};

// `functions` beside `tools`, or without any, is refused for another reason, which another rule tells.
function firstOldForm({ value, lists }: LineSubject, callRole: string | undefined): Place | undefined {
  const functions = member(value, 'functions');
  if (isArray(functions) && functions.length > 0 && member(value, 'tools') === undefined) return atKey('functions');
  for (const list of lists) {
    for (let index = 0; index < list.messages.length; index++) {
      const message = list.messages[index];
      if (!isObject(message)) continue;
      if (message.function_call !== undefined) return atKey(...list.path, index, 'function_call');
      if (message.role === 'function' && callRole !== 'function') return atValue(...list.path, index, 'role');
    }
  }
  return undefined;
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The whole line in the new form; undefined where a result does not follow its call, or old and new stand side by side: then
 * nobody but the writer can tell what belongs together. Only what changes is replaced, so that all else keeps its spelling.
 */
function migration(line: LineSubject, target: Target): Fix | undefined {
  const positioned = positionLine(line.text);
  const make = idMaker(target, new Set());
  const replacements: Replacement[] = [];
  const removed: Edit[] = [];
  if (member(line.value, 'functions') !== undefined && !moveDeclarations(line.value, positioned, replacements)) return undefined;
  for (const list of line.lists) {
    let waiting: { readonly id: string; readonly name: unknown } | undefined;
    for (let index = 0; index < list.messages.length; index++) {
      const message = list.messages[index];
      if (!isObject(message)) return undefined;
      if (message.tool_calls !== undefined || message.role === 'tool') return undefined;
      const path = [...list.path, index];
      if (message.role === 'function') {
        if (!waiting || waiting.name !== message.name || typeof message.content !== 'string') return undefined;
        if (!moveResult(path, waiting.id, positioned, replacements)) return undefined;
        waiting = undefined;
      } else if (isObject(message.function_call) && message.role === 'assistant') {
        const id = make();
        if (!moveCall([...path, 'function_call'], id, positioned, replacements)) return undefined;
        waiting = { id, name: message.function_call.name };
      } else if (message.function_call === null) removed.push({ op: 'remove', path: [...path, 'function_call'] });
      else if (message.function_call !== undefined) return undefined;
      else waiting = undefined;
    }
  }
  // From the end, so that what is replaced does not move what is still to be.
  const edits = replacements.sort((a, b) => b.start - a.start).map((each): Edit => ({ op: 'replace', ...each }));
  return { kind: 'fix', title: 'Change to tools', edits: [...edits, ...removed] };
}

function moveDeclarations(value: JsonObject, line: PositionedLine, out: Replacement[]): boolean {
  const functions = member(value, 'functions');
  const key = keyNode(line, ['functions']);
  if (!isArray(functions) || !key || member(value, 'tools') !== undefined || !functions.every(isObject)) return false;
  out.push({ start: key.offset, end: key.offset + key.length, text: '"tools"' });
  return functions.every((_, index) => wrap(['functions', index], `{"type":"function","function":`, '}', line, out));
}

function moveCall(path: Path, id: string, line: PositionedLine, out: Replacement[]): boolean {
  const key = keyNode(line, path);
  if (!key) return false;
  out.push({ start: key.offset, end: key.offset + key.length, text: '"tool_calls"' });
  return wrap(path, `[{"id":${JSON.stringify(id)},"type":"function","function":`, '}]', line, out);
}

function moveResult(path: Path, id: string, line: PositionedLine, out: Replacement[]): boolean {
  const role = nodeAt(line, [...path, 'role']);
  const name = nodeAt(line, [...path, 'name']);
  const key = keyNode(line, [...path, 'name']);
  if (!role || !name || !key) return false;
  out.push({ start: role.offset, end: role.offset + role.length, text: '"tool"' });
  out.push({ start: key.offset, end: key.offset + key.length, text: '"tool_call_id"' });
  out.push({ start: name.offset, end: name.offset + name.length, text: JSON.stringify(id) });
  return true;
}

function wrap(path: Path, before: string, after: string, line: PositionedLine, out: Replacement[]): boolean {
  const node = nodeAt(line, path);
  if (!node) return false;
  const spacing = /"\s*:\s/.test(line.text.slice(0, 2000)) ? ' ' : '';
  const spaced = before.replaceAll('":', `":${spacing}`).replaceAll(',', `,${spacing}`);
  out.push({ start: node.offset, end: node.offset, text: spaced });
  out.push({ start: node.offset + node.length, end: node.offset + node.length, text: after });
  return true;
}
