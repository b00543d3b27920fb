import { atValue } from '../json/path';
import { quoted } from './describe';
import type { Rule } from './rule';
import { isId, toolPairs } from './toolPairs';
import { withWording } from './wording';

/** A call whose result never comes, although the conversation goes on. */
export const unansweredToolCall: Rule = {
  id: 'unanswered-tool-call',
  about: 'messages',
  severity: 'warning',
  summary: 'The conversation goes on after a tool call without its result.',
  why: 'After a call the model waits for the result. A line that goes on without it teaches the model to make one up, and services ask for one `tool` message for each call.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
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
  check(list, report, { target }, line) {
    const pairs = toolPairs(list, line);
    if (!pairs) return;
    const last = list.messages.length - 1;
    for (const call of pairs.calls) {
      if (call.list !== list || call.index >= last || call.answers.length > 0 || !isId(call.id)) continue;
      // A result with a wrong id is blamed itself, and so is a second call of the same id.
      if (pairs.answers.some((answer) => answer.call === undefined && answer.open.includes(call))) continue;
      if (pairs.calls.some((other) => other !== call && other.id === call.id)) continue;
      report({
        place: atValue(...call.path, 'id'),
        message: withWording(
          `The conversation goes on, but no \`tool\` message brings the result of the call ${quoted(call.id)}. Add one after it, or remove the call.`,
          target,
          'unanswered-tool-call',
        ),
      });
    }
  },
};
