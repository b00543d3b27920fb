import type { Edit, Fix } from '../finding';
import { atValue } from '../json/path';
import type { Target } from '../targets/target';
import { idMaker, isTaken } from './callIds';
import { describe, quoted } from './describe';
import type { Rule } from './rule';
import { type Answer, type Call, isId, type ToolPairs, toolPairs } from './toolPairs';
import { withWording } from './wording';

/** A call whose id is missing, taken already or of a form that the target refuses. */
export const toolCallId: Rule = {
  id: 'tool-call-id',
  about: 'messages',
  severity: 'error',
  summary: 'A tool call has no `id`, the id of another call, or one that the target does not take.',
  why: 'The id ties a result to its call. Without one of its own a call and its result cannot be told from the others, and services refuse the line.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"w1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"weather","arguments":"{}"},"id":"w1"}]},{"role":"tool","tool_call_id":"w1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}},{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}},{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","tool_calls":[{"id":"w1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"w1","content":"rain"},{"role":"assistant","content":"Rain."}],"tools":[{"type":"function","function":{"name":"weather"}}]}',
      ],
    },
  ],
  passesPlain: true,
  check(list, report, { target }, line) {
    const pairs = toolPairs(list, line);
    if (!pairs || pairs.calls.length === 0) return;
    const seen = new Set<string>();
    let fixes: readonly Fix[] | undefined;
    for (const call of pairs.calls) {
      const complaint = complaintOf(call, seen, target);
      if (isId(call.id)) seen.add(call.id);
      if (complaint === undefined || call.list !== list) continue;
      // One fix mends them all: ids given one at a time could meet.
      fixes ??= mending(pairs, target);
      report({ place: atValue(...call.path, 'id'), message: withWording(complaint, target, 'tool-call-id'), fixes });
    }
  },
};

function complaintOf({ id }: Call, seen: ReadonlySet<string>, target: Target): string | undefined {
  if (id === undefined || id === null) {
    if (target.toolCallIds?.optional) return undefined;
    return 'This call has no `id`, so no result can say that it belongs to it. Give it one that no other call of the line has.';
  }
  if (!isId(id)) return `The \`id\` of a call must be a text, not ${describe(id)}: results name it in \`tool_call_id\`.`;
  if (seen.has(id))
    return `Another call of this line has the id ${quoted(id)} already, so their results cannot be told apart. Give each its own.`;
  if (isTaken(target, id)) return undefined;
  return `${target.name} takes only ids of exactly ${target.toolCallIds?.alphanumerics} letters and digits, and ${quoted(id)} is not one: change it here and in the result.`;
}

/** Gives every call that needs it another id, and its results too. */
function mending({ calls, answers }: ToolPairs, target: Target): readonly Fix[] {
  const strays = answers.filter(({ call }) => call === undefined);
  const edits: Edit[] = [];
  let certain = true;
  const kept = new Set<string>();
  const wrong: Call[] = [];
  for (const call of calls) {
    if (isId(call.id) && !kept.has(call.id) && isTaken(target, call.id)) kept.add(call.id);
    else wrong.push(call);
  }
  const make = idMaker(target, new Set([...kept, ...strays.map(({ id }) => id).filter(isId)]));
  for (const call of wrong) {
    const isOwn = isId(call.id) && !kept.has(call.id);
    const stray = isId(call.id) ? undefined : takeStray(call, wrong, strays);
    const strayId = stray && isId(stray.id) && !kept.has(stray.id) && isTaken(target, stray.id) ? stray.id : undefined;
    const id = strayId ?? make(isOwn && isId(call.id) ? call.id : undefined);
    kept.add(id);
    edits.push({ op: 'set', path: [...call.path, 'id'], value: id });
    for (const answer of stray ? [stray] : call.answers)
      if (answer.id !== id) edits.push({ op: 'set', path: [...answer.path, 'tool_call_id'], value: id });
    // Where results stand that may be this call's, only the writer knows.
    if (!isId(call.id) && !stray && strays.length > 0) certain = false;
    if (isId(call.id) && !isOwn && calls.some((other) => other !== call && other.id === call.id && other.answers.length > 1))
      certain = false;
  }
  const title = wrong.length === 1 ? 'Give the call an id of its own' : 'Give each call an id of its own';
  return [{ kind: certain ? 'fix' : 'suggestion', title, edits }];
}

/** The result that follows a call without an id, where results and calls stand one for one. */
function takeStray(call: Call, wrong: readonly Call[], strays: readonly Answer[]): Answer | undefined {
  const siblings = wrong.filter((each) => each.index === call.index && each.list === call.list && !isId(each.id));
  const next = wrong.find((each) => each.list === call.list && each.index > call.index)?.index ?? Number.POSITIVE_INFINITY;
  const own = strays.filter(({ list, path }) => list === call.list && indexOf(path) > call.index && indexOf(path) < next);
  return own.length === siblings.length ? own[siblings.indexOf(call)] : undefined;
}

function indexOf(path: Answer['path']): number {
  return Number(path.at(-1));
}
