import { atKey } from '../json/path';
import { acceptedShape } from './accepted';
import { oneOf } from './describe';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

// What trainers and authors call the thoughts before an answer.
const reasoningKeys = ['reasoning', 'reasoning_content', 'thinking', 'reasoning_text', 'chain_of_thought', 'thought', 'thoughts'];

/** Reasoning under a key that the target does not read. */
export const reasoningKey: Rule = {
  id: 'reasoning-key',
  about: 'message',
  severity: 'warning',
  summary: 'An answer’s reasoning stands under a key that the target passes over.',
  why: 'Each trainer looks for reasoning under a name of its own. Under any other it is quietly left out, and the model learns to answer without thinking.',
  bad: [{ lines: ['{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","thinking":"One and one.","content":"2"}]}'] }],
  good: [{ lines: ['{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}]}'] }],
  passesPlain: true,
  check(subject, report, { target }) {
    const { message, line } = subject;
    if (message.role !== 'assistant') return;
    const policy = acceptedShape(target, line.shape)?.unknownKeys?.message;
    // Where any key is welcome, nothing tells which of them is read.
    if (!policy || policy.severity === 'off') return;
    for (const key of reasoningKeys) {
      if (!Object.hasOwn(message, key) || policy.also?.includes(key)) continue;
      const read = reasoningKeys.filter((each) => policy.also?.includes(each));
      const path = inMessage(subject, key);
      const meant = read.find((each) => !Object.hasOwn(message, each));
      const advice =
        read.length > 0
          ? `looks for it under ${oneOf(read)}: rename the key.`
          : 'learns no reasoning: remove the key, or make what matters part of the answer.';
      report({
        place: atKey(...path),
        message: withWording(`\`${key}\` is passed over, for ${target.name} ${advice}`, target, 'reasoning-key', { key }),
        fixes: [
          meant === undefined
            ? { kind: 'suggestion', title: `Remove \`${key}\``, edits: [{ op: 'remove', path }] }
            : { kind: 'suggestion', title: `Rename to \`${meant}\``, edits: [{ op: 'rename', path, key: meant }] },
        ],
      });
    }
  },
};
