import { distance } from 'fastest-levenshtein';
import type { JsonObject } from '../json/parse';
import { atValue } from '../json/path';
import { callsTools } from './calledArguments';
import { eachCalledName } from './calledNames';
import { quoted } from './describe';
import type { Rule } from './rule';
import { declarationOf, declaresTools, eachDeclaration } from './toolDeclarations';
import { withWording } from './wording';

/** A call of something that the line does not offer. */
export const unknownTool: Rule = {
  id: 'unknown-tool',
  about: 'message',
  severity: 'error',
  summary: 'The assistant calls a function that the line does not declare.',
  why: 'Each line stands alone: the model sees the tools of its own line only. A call of anything else teaches it to invent functions.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"get_wether","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"get_weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"get_weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Up!"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"take_off","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"get_weather"}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"get_weather"}}]}',
      ],
    },
    // Some leave the declarations out on purpose, to save tokens.
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    if (!callsTools(subject.message) || !declaresTools(subject.line.value)) return;
    const { value } = subject.line;
    eachCalledName(subject, (name, path) => {
      if (declarationOf(value, name)) return;
      const near = nearestName(value, name);
      const advice = near === undefined ? 'Declare it in `tools`, or call one that is declared.' : `Did you mean \`${near}\`?`;
      report({
        place: atValue(...path()),
        message: withWording(
          `This line declares no function ${quoted(name)}, so the model would learn to call what nobody offers. ${advice}`,
          target,
          'unknown-tool',
          { name },
        ),
        fixes:
          near === undefined
            ? []
            : [{ kind: 'suggestion', title: `Change to \`${near}\``, edits: [{ op: 'set', path: path(), value: near }] }],
      });
    });
  },
};

const longestName = 64;

function nearestName(line: JsonObject, name: string): string | undefined {
  if (name.length > longestName) return undefined;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  eachDeclaration(line, (declared) => {
    const away = declared.name.length > longestName ? least : distance(plain(declared.name), plain(name));
    if (away < least) {
      least = away;
      nearest = declared.name;
    }
    return undefined;
  });
  return nearest;
}

// `getWeather`, `get-weather` and `functions.get_weather` are the same name to whoever wrote them.
function plain(name: string): string {
  return name
    .replace(/^functions\./, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
