import { atValue } from '../json/path';
import { inMessage, type Rule } from './rule';

/** A message that does not say who speaks. */
export const missingRole: Rule = {
  id: 'missing-role',
  about: 'message',
  severity: 'error',
  summary: 'A message has no `role`.',
  why: 'The role tells the trainer who speaks. Without it the service cannot place the message and refuses the file.',
  bad: [{ lines: ['{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  check(subject, report) {
    if ('role' in subject.message) return;
    report({
      place: atValue(...inMessage(subject)),
      message: 'This message has no `role`, so the trainer cannot tell who speaks: add "role": "user", "assistant", "system" or "tool".',
    });
  },
};
