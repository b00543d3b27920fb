import type { Fix } from '../finding';
import { isObject, parseLine } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { callsTools, eachArguments, isSpelledString } from './calledArguments';
import { describe, quoted } from './describe';
import type { ReportTo, Rule } from './rule';
import { withWording } from './wording';

/** Arguments of a call that are not an object written as JSON in a string. */
export const toolArgumentsJson: Rule = {
  id: 'tool-arguments-json',
  about: 'message',
  severity: 'error',
  summary: 'The `arguments` of a tool call are not JSON in a string.',
  why: 'The model learns to write the arguments letter by letter, so they stand in the file as the text that it should write. Arguments that are no JSON teach it calls that your program cannot read.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":{"city":"Oslo"}}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Pay!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"pay","arguments":{"account":12345678901234567890,"sum":1.10}}}]}],"tools":[{"type":"function","function":{"name":"pay"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Pay!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"pay","arguments":"{\\"account\\":12345678901234567890,\\"sum\\":1.10}"}}]}],"tools":[{"type":"function","function":{"name":"pay"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{city: Oslo}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    if (!callsTools(subject.message)) return;
    eachArguments(subject, (value, path) => {
      if (typeof value !== 'string') {
        reportUnspelled(value, path(), (found) => report({ ...found, message: withWording(found.message, target, 'tool-arguments-json') }));
        return;
      }
      if (isSpelledString(value)) return;
      const parsed = parseLine(value);
      if (parsed.ok && isObject(parsed.value)) return;
      const blank = value.trim() === '';
      const fault = blank
        ? 'The `arguments` are empty; a call without arguments is written "{}".'
        : parsed.ok
          ? `The \`arguments\` must spell an object, not ${describe(parsed.value)}.`
          : `The \`arguments\` are not JSON (${quoted(value)}), so the model would learn to write calls that nothing can read. ${parsed.reason}.`;
      report({
        place: atValue(...path()),
        message: withWording(fault, target, 'tool-arguments-json'),
        fixes: blank ? [{ kind: 'suggestion', title: 'Write `{}`', edits: [{ op: 'set', path: path(), value: '{}' }] }] : [],
      });
    });
  },
};

function reportUnspelled(value: unknown, path: Path, report: ReportTo): void {
  const fixes: readonly Fix[] = isObject(value)
    ? [{ kind: 'fix', title: 'Write the arguments as a string', edits: [{ op: 'enclose', path }] }]
    : [];
  report({
    place: atValue(...path),
    message: `The \`arguments\` must be a string that holds JSON, for that is what the model writes; here they are ${describe(value)}.`,
    fixes,
  });
}
