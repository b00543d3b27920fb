import { atKey, atValue } from '../json/path';
import { describe } from './describe';
import { messageKeys } from './messageKeys';
import { misspeltKey } from './nearNames';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** A message that does not say who speaks. */
export const missingRole: Rule = {
  id: 'missing-role',
  about: 'message',
  severity: 'error',
  summary: 'A message has no `role`.',
  why: 'The role tells the trainer who speaks. Without it the service cannot place the message and refuses the file.',
  bad: [
    { lines: ['{"messages":[{"content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: ['{"messages":[{"speaker":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: true,
  check(subject, report, { target }) {
    const { message, index } = subject;
    const say = (text: string): string => withWording(text, target, 'missing-role', { message: index + 1 });
    if (Object.hasOwn(message, 'role')) return;
    const misspelt = misspeltKey(message, 'role', messageKeys, (value) => typeof value === 'string');
    if (misspelt === undefined) {
      report({
        place: atValue(...inMessage(subject)),
        message: say(
          'This message has no `role`, so the trainer cannot tell who speaks: add "role": "user", "assistant", "system" or "tool".',
        ),
      });
      return;
    }
    const path = inMessage(subject, misspelt);
    report({
      place: atKey(...path),
      message: say(
        `This message has no \`role\` but \`${misspelt}\` (${describe(message[misspelt])}); the trainer reads only \`role\`. Rename the key.`,
      ),
      fixes: [{ kind: 'fix', title: `Rename \`${misspelt}\` to \`role\``, edits: [{ op: 'rename', path, key: 'role' }] }],
    });
  },
};
