import type { Fix } from '../finding';
import { isArray, isObject } from '../json/parse';
import { atValue } from '../json/path';
import type { MessageList } from '../shapes/shape';
import { plain, quoted } from './describe';
import type { Rule } from './rule';
import { type Answer, isId, type ToolPairs, toolPairs } from './toolPairs';
import { withWording } from './wording';

/** A result of a call that was never made. */
export const orphanToolMessage: Rule = {
  id: 'orphan-tool-message',
  about: 'messages',
  severity: 'error',
  summary: 'A `tool` message answers no call that stands before it.',
  why: 'A result belongs to the call that its `tool_call_id` names. Services refuse a line where the two do not meet, and a model would learn from a result that came from nowhere.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c2","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"tool","tool_call_id":"c1","content":"rain"},{"role":"assistant","content":"Rain."}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(list, report, { target }, line) {
    const pairs = toolPairs(list, line);
    if (!pairs || pairs.answers.length === 0 || (pairs.calls.length === 0 && callsInContent(list))) return;
    for (const answer of pairs.answers) {
      if (answer.list !== list || isFine(answer)) continue;
      if (!isId(answer.id) && target.toolCallIds?.optional) continue;
      // A call without an id is blamed itself, and its fix finds this answer.
      if (!answer.call && answer.open.some(({ id }) => !isId(id))) continue;
      report({
        place: atValue(...answer.path, 'tool_call_id'),
        message: withWording(messageOf(answer), target, 'orphan-tool-message'),
        fixes: pointing(answer, pairs),
      });
    }
  },
};

// Some forms write calls as parts of the content, which is blamed there.
function callsInContent({ messages }: MessageList): boolean {
  return messages.some(
    (message) =>
      isObject(message) &&
      isArray(message.content) &&
      message.content.some((part) => isObject(part) && typeof part.type === 'string' && /tool|function/.test(part.type)),
  );
}

function isFine({ call, ...answer }: Answer): boolean {
  return call !== undefined && call.answers[0]?.path === answer.path;
}

function messageOf({ id, call, open }: Answer): string {
  if (call)
    return `The call ${quoted(plain(id))} has its result already, and a call has one only. Name the call that this one belongs to, or remove it.`;
  if (isId(id))
    return `No call before this message has the id ${quoted(id)}, so this result belongs to nothing. ${open.length === 0 ? 'Add the call, or remove the result.' : 'Name the call that it answers.'}`;
  return `This result does not say in \`tool_call_id\` which call it answers, and no service takes it so. ${open.length === 0 ? 'No call waits for one: add the call, or remove the result.' : 'Name the call.'}`;
}

function pointing({ id, open, path }: Answer, { answers }: ToolPairs): readonly Fix[] {
  const [only] = open;
  if (open.length !== 1 || !only || !isId(only.id) || only.answers.length > 0) return [];
  // A result that names nothing, with one call waiting, can mean that call alone.
  const certain = !isId(id) && answers.filter(({ call }) => call === undefined).length === 1;
  const edits = [{ op: 'set', path: [...path, 'tool_call_id'], value: only.id }] as const;
  return [{ kind: certain ? 'fix' : 'suggestion', title: `Set it to ${quoted(only.id)}`, edits }];
}
