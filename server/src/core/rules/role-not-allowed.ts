import type { Fix } from '../finding';
import { atValue, type Path } from '../json/path';
import type { MessageList } from '../shapes/shape';
import { acceptedShape } from './accepted';
import { oneOf } from './describe';
import { chatRoles, plainRoles } from './messageKeys';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

const answerRoles: readonly string[] = ['assistant', 'tool'];

/** A role that exists but has no place here. */
export const roleNotAllowed: Rule = {
  id: 'role-not-allowed',
  about: 'message',
  severity: 'error',
  summary: 'A message has a role that the target, or the kind of training, does not take.',
  why: 'Each kind of training knows its own roles: `developer` belongs to reinforcement training, `system` to the others, and an answer that is compared can only come from the assistant. A service refuses the file over one such message.',
  bad: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"user","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"no"}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"system","content":"Add."},{"role":"user","content":"1+1"}],"answer":"2"}'],
      fixed: ['{"messages":[{"role":"developer","content":"Add."},{"role":"user","content":"1+1"}],"answer":"2"}'],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"developer","content":"Add."},{"role":"user","content":"1+1"}],"answer":"2"}'] },
  ],
  passesPlain: ({ target }) => plainRoles.every((role) => target.shapes.chat?.roles?.includes(role) ?? true),
  check(subject, report, { target }) {
    const { role } = subject.message;
    if (typeof role !== 'string') return;
    const { list, line } = subject;
    const accepted = acceptedShape(target, line.shape);
    const allowed = allowedRoles(list, accepted?.roles);
    // Words that are no role at all are another rule's matter.
    if (!allowed || allowed.includes(role) || !chatRoles.includes(role)) return;
    const where = isAnswer(list) ? `the answers that ${target.name} compares` : `${accepted?.method ?? 'training'} at ${target.name}`;
    const path = inMessage(subject, 'role');
    report({
      place: atValue(...path),
      message: withWording(`The role \`${role}\` has no place in ${where}: use ${oneOf(allowed)}.`, target, 'role-not-allowed', { role }),
      fixes: replacement(path, role, allowed),
    });
  },
};

function allowedRoles(list: MessageList, accepted: readonly string[] | undefined): readonly string[] | undefined {
  return isAnswer(list) ? answerRoles : accepted;
}

function isAnswer({ part }: MessageList): boolean {
  return part === 'preferred' || part === 'rejected';
}

// The two names for standing instructions; which one is right depends on the kind of training alone.
function replacement(path: Path, role: string, allowed: readonly string[]): readonly Fix[] {
  const other = role === 'system' ? 'developer' : role === 'developer' ? 'system' : undefined;
  if (!other || !allowed.includes(other)) return [];
  return [{ kind: 'suggestion', title: `Change the role to \`${other}\``, edits: [{ op: 'set', path, value: other }] }];
}
