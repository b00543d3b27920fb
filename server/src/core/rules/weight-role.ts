import { atKey } from '../json/path';
import { chatRoles } from './messageKeys';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** A weight on a message that is never learnt. */
export const weightRole: Rule = {
  id: 'weight-role',
  about: 'message',
  severity: 'error',
  summary: 'A message that is not the assistant’s has a `weight`.',
  why: 'Only the assistant’s messages are learnt, so only they can be switched off. On any other message services refuse the key or pass over it.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi","weight":0},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'] }],
  passesPlain: true,
  check(subject, report, { target }) {
    const { weight, role } = subject.message;
    if (weight === undefined || role === 'assistant' || typeof role !== 'string' || !chatRoles.includes(role)) return;
    const path = inMessage(subject, 'weight');
    report({
      place: atKey(...path),
      message: withWording(
        `Only the assistant’s messages may have a \`weight\`; a message of role \`${role}\` is never learnt.`,
        target,
        'weight-role',
        { role },
      ),
      fixes: [{ kind: 'suggestion', title: 'Remove `weight`', edits: [{ op: 'remove', path }] }],
    });
  },
};
