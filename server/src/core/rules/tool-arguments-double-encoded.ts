import { isObject, parseLine } from '../json/parse';
import { atValue } from '../json/path';
import { callsTools, eachArguments, isSpelledString } from './calledArguments';
import type { Rule } from './rule';
import { withWording } from './wording';

// Each layer doubles the escapes, so nothing real is wrapped more often.
const mostLayers = 8;

/** Arguments of a call that were turned into a JSON string twice. */
export const toolArgumentsDoubleEncoded: Rule = {
  id: 'tool-arguments-double-encoded',
  about: 'message',
  severity: 'error',
  summary: 'The `arguments` of a tool call are a JSON string within a string.',
  why: 'A script that turns the arguments into JSON twice leaves a string in a string. It loads, and the model learns to put its arguments in quotes and backslashes that no program expects.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Up!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"take_off","arguments":"\\"{\\\\\\"altitude\\\\\\": 100}\\""}}]}],"tools":[{"type":"function","function":{"name":"take_off"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Up!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"take_off","arguments":"{\\"altitude\\": 100}"}}]}],"tools":[{"type":"function","function":{"name":"take_off"}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Up!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"take_off","arguments":"{\\"altitude\\": 100}"}}]}],"tools":[{"type":"function","function":{"name":"take_off"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    if (!callsTools(subject.message)) return;
    eachArguments(subject, (value, path) => {
      if (typeof value !== 'string' || !isSpelledString(value)) return;
      const inner = unwrapped(value);
      report({
        place: atValue(...path()),
        message: withWording(
          'The `arguments` were turned into a string twice, so the model would learn to write quotes and backslashes around them. Undo it once.',
          target,
          'tool-arguments-double-encoded',
        ),
        fixes:
          inner === undefined
            ? []
            : [{ kind: 'fix', title: 'Undo the second encoding', edits: [{ op: 'set', path: path(), value: inner }] }],
      });
    });
  },
};

/** The text of the object inside all the strings; undefined when there is no object inside. */
function unwrapped(text: string): string | undefined {
  let inner = text;
  for (let layer = 0; layer < mostLayers; layer++) {
    const parsed = parseLine(inner);
    if (!parsed.ok) return undefined;
    if (isObject(parsed.value)) return inner;
    if (typeof parsed.value !== 'string') return undefined;
    inner = parsed.value;
  }
  return undefined;
}
