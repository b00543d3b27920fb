import type { Fix } from '../finding';
import { atValue, type Path } from '../json/path';
import { acceptedShape, takesRole } from './accepted';
import { describe, oneOf, plain } from './describe';
import { chatRoles } from './messageKeys';
import { meantRole } from './nearNames';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** A role that no trainer of this shape knows. */
export const unknownRole: Rule = {
  id: 'unknown-role',
  about: 'message',
  severity: 'error',
  summary: 'A message has a `role` that the format does not know.',
  why: 'Roles are fixed words. A message whose role is another word (`human`, `bot`, `Assistant`) is refused, or dropped without a sound.',
  bad: [
    {
      lines: ['{"messages":[{"role":"human","content":"hi"},{"role":"Chatbot","content":"hello"},{"role":"asistant","content":"bye"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"assistant","content":"bye"}]}'],
    },
    { lines: ['{"messages":[{"role":"narrator","content":"Night."},{"role":"assistant","content":"hello"}]}'] },
    { lines: ['{"messages":[{"role":1,"content":"hi"},{"role":"assistant","content":"hello"}]}'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: true,
  check(subject, report, { target }) {
    const { role } = subject.message;
    const { shape } = subject.line;
    if (role === undefined || (typeof role === 'string' && takesRole(target, shape, role))) return;
    const path = inMessage(subject, 'role');
    const roles = acceptedShape(target, shape)?.roles ?? chatRoles;
    const meant = typeof role === 'string' ? meantRole(role, roles) : undefined;
    const advice = meant ? `write \`${meant}\`.` : `use ${oneOf(roles)}.`;
    report({
      place: atValue(...path),
      message: withWording(
        `A role cannot be ${describe(role)}, so the trainer cannot place this message: ${advice}`,
        target,
        'unknown-role',
        {
          role: plain(role),
        },
      ),
      fixes: meant ? [renaming(path, meant, isCertain(meant, subject.message.tool_call_id))] : [],
    });
  },
};

// A tool's result needs the id of its call, which a new role does not bring along.
function isCertain(meant: string, callId: unknown): boolean {
  return meant !== 'tool' || typeof callId === 'string';
}

function renaming(path: Path, role: string, certain: boolean): Fix {
  return { kind: certain ? 'fix' : 'suggestion', title: `Change the role to \`${role}\``, edits: [{ op: 'set', path, value: role }] };
}
