import type { Edit, Fix } from '../finding';
import { isObject, type JsonObject } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { eachCalledName } from './calledNames';
import { quoted } from './describe';
import { inMessage, type LineSubject, type ReportTo, type Rule } from './rule';
import { eachDeclaration } from './toolDeclarations';
import { withWording } from './wording';

const functionName = /^[a-zA-Z0-9_-]{1,64}$/;
const longestName = 64;

/** A name of a function or a speaker with characters that no service takes. */
export const nameFormat: Rule = {
  id: 'name-format',
  about: 'line',
  severity: 'error',
  summary: 'A function or a message has a name that services do not take.',
  why: 'Names of functions may hold letters, digits, `_` and `-`, 64 at the most; the model could never call one that is spelt otherwise. Names of speakers may not hold spaces or `<`, `|`, `\\`, `/`, `>`, because they stand among the marks between messages.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather.now","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather.now"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather_now","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather_now"}}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"user","name":"Ada Lovelace","content":"hi"},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","name":"Ada_Lovelace","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","name":"Zoë","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather_now-2","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather_now-2"}}]}',
      ],
    },
  ],
  passesPlain: true,
  mendsApart: true,
  check(line, report, { target }) {
    const tell: ReportTo = (found) => report({ ...found, message: withWording(found.message, target, 'name-format') });
    eachFunctionName(line, (name, path) => {
      if (functionName.test(name)) return;
      const better = functionNameFor(name);
      tell({
        place: atValue(...path()),
        message: `A function cannot be named ${quoted(name)}: ${name === '' ? 'its name is empty' : 'only letters, digits, `_` and `-` may stand in a name, 64 at the most'}, so no service would let the model call it.`,
        fixes: better === undefined ? [] : [renaming(line, name, better)],
      });
    });
    for (const list of line.lists) {
      for (let index = 0; index < list.messages.length; index++) {
        const message = list.messages[index];
        if (!isObject(message) || typeof message.name !== 'string' || isFunctionsName(message)) continue;
        if (message.name !== '' && message.name.length <= longestName && !/[\s<|\\/>]/.test(message.name)) continue;
        reportSpeaker(message.name, [...list.path, index, 'name'], tell);
      }
    }
  },
};

// What answers a call bears the function's name, which is looked at where the function is declared or called.
function isFunctionsName({ role }: JsonObject): boolean {
  return role === 'function' || role === 'tool';
}

function reportSpeaker(name: string, path: Path, report: ReportTo): void {
  const better = name
    .trim()
    .replace(/[\s<|\\/>]+/g, '_')
    .slice(0, longestName);
  report({
    place: atValue(...path),
    message: `A speaker cannot be named ${quoted(name)}: ${name === '' ? 'the name is empty' : 'spaces and `<`, `|`, `\\`, `/`, `>` may not stand in a name, nor more than 64 characters'}, and services refuse the line over it.`,
    fixes: [
      better === ''
        ? { kind: 'suggestion', title: 'Remove the name', edits: [{ op: 'remove', path }] }
        : { kind: 'suggestion', title: `Rename to \`${better}\``, edits: [{ op: 'set', path, value: better }] },
    ],
  });
}

function eachFunctionName(line: LineSubject, visit: (name: string, path: () => Path) => void): void {
  eachDeclaration(line.value, ({ name, path }) => {
    visit(name, () => [...path, 'name']);
    return undefined;
  });
  for (const list of line.lists) {
    for (let index = 0; index < list.messages.length; index++) {
      const message = list.messages[index];
      if (!isObject(message)) continue;
      const subject = { message, index, list, line };
      if (message.tool_calls !== undefined || message.function_call !== undefined) eachCalledName(subject, visit);
      else if (message.role === 'function' && typeof message.name === 'string') visit(message.name, () => inMessage(subject, 'name'));
    }
  }
}

function functionNameFor(name: string): string | undefined {
  const better = name
    .trim()
    .replace(/[^a-zA-Z0-9_-]+/g, '_')
    .slice(0, longestName);
  return /[a-zA-Z0-9]/.test(better) ? better : undefined;
}

// A function is renamed wherever the line speaks of it, or its calls would call what is no longer there.
function renaming(line: LineSubject, name: string, better: string): Fix {
  const edits: Edit[] = [];
  eachFunctionName(line, (each, path) => {
    if (each === name) edits.push({ op: 'set', path: path(), value: better });
  });
  return { kind: 'suggestion', title: `Rename to \`${better}\` in the whole line`, edits };
}
