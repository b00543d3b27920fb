import type { Fix, Severity } from '../finding';
import { isObject, type JsonObject, member } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { isMessage } from '../shapes/evidence';
import type { MessageList, Turns } from '../shapes/shape';
import type { OrderPolicy, Target } from '../targets/target';
import { acceptedShape } from './accepted';
import { oneOf, plain } from './describe';
import { chatRoles } from './messageKeys';
import type { LineSubject, ReportTo, Rule } from './rule';
import { withWords } from './wording';

/** Messages in an order that a trainer does not expect. */
export const messageOrder: Rule = {
  id: 'message-order',
  about: 'line',
  severity: 'hint',
  summary: 'Two messages of the same role follow each other, or a system message does not stand first.',
  why: 'Many trainers and chat templates expect one system message at the beginning, and then user and assistant in turn. Others take any order, yet a model learns more easily from the order in which it will be used.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"user","content":"there"},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi\\n\\nthere"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"system","content":"Be kind."},{"role":"assistant","content":"hello"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
      ],
    },
    {
      lines: ['{"conversations":[{"from":"gpt","value":"hello"},{"from":"human","value":"hi"}]}'],
      target: 'llama-factory',
    },
    {
      lines: [
        '{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"hi"}]},{"role":"user","content":[{"text":"there"}]},{"role":"assistant","content":[{"text":"hello"}]}]}',
      ],
      target: 'bedrock',
    },
  ],
  good: [
    {
      lines: ['{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}'],
      target: 'llama-factory',
    },
    {
      lines: [
        '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
      ],
    },
  ],
  mendsApart: true,
  check(line, report, { target }) {
    for (const list of line.lists) checkMessages(list, line, target, report);
    const order = acceptedShape(target, line.shape)?.order;
    const turns = order && line.shape?.turns?.(line.value);
    if (turns) checkTurns(turns, order, target, report);
  },
};

function checkMessages({ messages, path, part }: MessageList, line: LineSubject, target: Target, report: ReportTo): void {
  if (part !== 'trained' && part !== 'input') return;
  const { order, roles = chatRoles } = acceptedShape(target, line.shape) ?? {};
  const asked = order?.unlessTools && member(line.value, 'tools') !== undefined ? undefined : order;
  let previous: unknown;
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index];
    const role = isObject(message) ? message.role : undefined;
    const isKnown = typeof role === 'string' && chatRoles.includes(role) && roles.includes(role);
    // What has no place here at all is another rule's matter.
    const refused = asked && isKnown ? refusalOf(asked, role, index === 0 ? undefined : { role: previous }, target.name) : undefined;
    const fault = index === 0 ? undefined : faultOf(role, previous);
    const before = previous;
    previous = role;
    const found = refused ?? fault;
    if (!found) continue;
    const values = { role: plain(role), previous: plain(before) };
    report({
      place: atValue(...path, index, 'role'),
      message: withWords(found.message, target, refused && asked?.wording, values),
      fixes: fault?.kind === 'repeated' ? merging(messages, index, path) : fault ? moving(messages, index, path) : [],
      ...(refused && { severity: refused.severity }),
    });
  }
}

/** Turns know no order but that of the target, and nothing can be merged or moved of them that fits any other. */
function checkTurns({ list, path, speaker: key, part }: Turns, order: OrderPolicy, target: Target, report: ReportTo): void {
  const known = new Set([...(order.first ?? []), ...Object.keys(order.after ?? {}), ...(order.last ?? [])]);
  const speakerOf = (turn: unknown): unknown => (isObject(turn) ? turn[key] : undefined);
  // Where nobody answers at all, that is what is told.
  const mayEnd = part === 'input' || list.some((turn) => order.last?.some((last) => last === speakerOf(turn)));
  let previous: string | undefined;
  for (const [index, turn] of list.entries()) {
    const speaker = speakerOf(turn);
    // Speakers that the target does not know are another rule's matter, and what follows them cannot be judged.
    if (typeof speaker !== 'string' || !known.has(speaker)) return;
    const place = atValue(...path, index, key);
    const refused = refusalOf(order, speaker, previous === undefined ? undefined : { role: previous }, target.name);
    const ending = mayEnd && index === list.length - 1 ? endingOf(order, speaker, target.name) : undefined;
    if (refused) {
      const values = { role: speaker, previous: previous ?? '' };
      report({ place, message: withWords(refused.message, target, order.wording, values), severity: refused.severity });
    } else if (ending) report({ place, ...ending });
    previous = speaker;
  }
}

interface Refusal {
  readonly message: string;
  readonly severity: Severity;
}

/** What the target says against this role at this place. */
function refusalOf(
  { first, after, severity }: OrderPolicy,
  role: string,
  before: { readonly role: unknown } | undefined,
  name: string,
): Refusal | undefined {
  const effect = effectOf(severity);
  if (!before) {
    if (!first || first.includes(role)) return undefined;
    return { severity, message: `A conversation must begin with ${oneOf(first)}, not with \`${role}\`: ${name} ${effect}.` };
  }
  const next = typeof before.role === 'string' && after && Object.hasOwn(after, before.role) ? after[before.role] : undefined;
  if (!next || next.includes(role)) return undefined;
  const wanted = next.length === 0 ? 'nothing may follow' : `only ${oneOf(next)} may follow`;
  return { severity, message: `After ${article(plain(before.role))} message ${wanted}, not \`${role}\`: ${name} ${effect}.` };
}

function endingOf({ last, severity }: OrderPolicy, role: string, name: string): Refusal | undefined {
  if (!last || last.includes(role)) return undefined;
  return { severity, message: `A conversation must end with ${oneOf(last)}, not with \`${role}\`: ${name} ${effectOf(severity)}.` };
}

function effectOf(severity: Severity): string {
  return severity === 'error' ? 'does not train on the line otherwise' : 'asks for it';
}

function article(role: string): string {
  return `${/^(?!user)[aeiou]/i.test(role) ? 'an' : 'a'} \`${role}\``;
}

function faultOf(role: unknown, previous: unknown): { readonly kind: 'repeated' | 'late'; readonly message: string } | undefined {
  if (role === 'system' || role === 'developer') {
    return role === previous
      ? { kind: 'repeated', message: `Two \`${role}\` messages follow each other: make one of them.` }
      : {
          kind: 'late',
          message: `This \`${role}\` message does not stand first, where trainers and templates look for it: move it to the beginning.`,
        };
  }
  if ((role !== 'user' && role !== 'assistant') || role !== previous) return undefined;
  return {
    kind: 'repeated',
    message: `Two \`${role}\` messages follow each other, where many templates want user and assistant in turn: make one of them.`,
  };
}

function merging(messages: readonly unknown[], index: number, path: Path): readonly Fix[] {
  const first = messages[index - 1];
  const second = messages[index];
  if (!isPlain(first) || !isPlain(second)) return [];
  const content = `${plain(first.content)}\n\n${plain(second.content)}`;
  return [
    {
      kind: 'suggestion',
      title: 'Merge the two messages',
      edits: [
        { op: 'set', path: [...path, index - 1, 'content'], value: content },
        { op: 'remove', path: [...path, index] },
      ],
    },
  ];
}

// What else a message has would be lost in a merge.
function isPlain(message: unknown): message is JsonObject {
  return isObject(message) && typeof message.content === 'string' && Object.keys(message).length === 2;
}

function moving(messages: readonly unknown[], index: number, path: Path): readonly Fix[] {
  const message = messages[index];
  const first = messages[0];
  if (!isMessage(message) || (isObject(first) && first.role === message.role)) return [];
  const moved = [message, ...messages.slice(0, index), ...messages.slice(index + 1)];
  return [{ kind: 'suggestion', title: 'Move it to the beginning', edits: [{ op: 'set', path, value: moved }] }];
}
