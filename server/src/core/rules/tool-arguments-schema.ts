import { isObject, parseLine } from '../json/parse';
import { atKey, atValue, type Path, type Place } from '../json/path';
import { type PositionedLine, positionLine, spanOf } from '../json/positions';
import { violationsOf } from '../jsonSchema/evaluate';
import type { Violation } from '../jsonSchema/violation';
import { callsTools, eachArguments, isSpelledString } from './calledArguments';
import type { Rule } from './rule';
import { declarationOf } from './toolDeclarations';
import { violationMessage } from './violationMessage';
import { withWording } from './wording';

// Beyond these the arguments are for another function altogether.
const mostReports = 10;

/** Arguments of a call that its declared parameters forbid. */
export const toolArgumentsSchema: Rule = {
  id: 'tool-arguments-schema',
  about: 'message',
  severity: 'error',
  summary: 'The `arguments` of a tool call do not fit the `parameters` that the line declares.',
  why: 'The model learns arguments by example. Where the example breaks its own declaration, so will the calls that your program receives: a missing argument, a word that is no choice, a text for a number.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"days\\": \\"3\\", \\"unit\\": \\"C\\"}"}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["celsius","fahrenheit"]}},"required":["city"]}}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"town\\": \\"Oslo\\"}"}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"additionalProperties":false}}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\": \\"Oslo\\", \\"days\\": 3}"}}]}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    if (!callsTools(subject.message)) return;
    eachArguments(subject, (value, path, { name }) => {
      const parameters = typeof name === 'string' ? declarationOf(subject.line.value, name)?.definition.parameters : undefined;
      if (!isObject(parameters)) return;
      const given = typeof value === 'string' ? parsedArguments(value) : value;
      if (!isObject(given)) return;
      const violations = violationsOf(given, parameters);
      if (violations.length === 0) return;
      const text = typeof value === 'string' ? positionLine(value) : undefined;
      const said = new Set<string>();
      for (const violation of violations) {
        if (said.size >= mostReports) return;
        // One wrong value often breaks several keywords; the first says it.
        const at = JSON.stringify([violation.path, violation.missing]);
        if (said.has(at)) continue;
        said.add(at);
        report({
          place: placeOf(violation, path(), text),
          message: withWording(violationMessage(violation), target, 'tool-arguments-schema'),
        });
      }
    });
  },
};

// What is no JSON, or JSON twice over, is another rule's matter.
function parsedArguments(text: string): unknown {
  if (isSpelledString(text)) return undefined;
  const parsed = parseLine(text);
  return parsed.ok ? parsed.value : undefined;
}

function placeOf({ path: within, keyword }: Violation, path: Path, text: PositionedLine | undefined): Place {
  const isKey = keyword === 'additionalProperties' || keyword === 'propertyNames';
  if (!text) return isKey ? atKey(...path, ...within) : atValue(...path, ...within);
  const { start, end } = spanOf(text, isKey ? atKey(...within) : atValue(...within));
  return { at: 'text', path, start, end };
}
