import type { Fix } from '../finding';
import { atValue, type Path } from '../json/path';
import { describe } from './describe';
import { inMessage, type Rule } from './rule';
import { withWording } from './wording';

/** A message weight that is neither 0 nor 1. */
export const weightValue: Rule = {
  id: 'weight-value',
  about: 'message',
  severity: 'error',
  summary: 'The `weight` of a message is neither 0 nor 1.',
  why: 'A weight switches an answer on (1, the same as no weight) or off (0: read, but not learnt). There is nothing in between, and a text or `true` is no weight.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":0.5}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":"0"},{"role":"assistant","content":"hello!"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":0},{"role":"assistant","content":"hello!"}]}',
      ],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'] }],
  passesPlain: true,
  check(subject, report, { target }) {
    const { weight } = subject.message;
    if (weight === undefined || weight === 0 || weight === 1) return;
    const path = inMessage(subject, 'weight');
    report({
      place: atValue(...path),
      message: withWording(`\`weight\` must be 0 (read, not learnt) or 1 (learnt), not ${describe(weight)}.`, target, 'weight-value'),
      fixes: [nearest(path, weight)],
    });
  },
};

function nearest(path: Path, weight: unknown): Fix {
  const number = typeof weight === 'object' || (typeof weight === 'string' && weight.trim() === '') ? Number.NaN : Number(weight);
  if (Number.isNaN(number)) {
    return { kind: 'suggestion', title: 'Remove `weight`, so that the answer is learnt', edits: [{ op: 'remove', path }] };
  }
  const value = number > 0 ? 1 : 0;
  return { kind: 'suggestion', title: `Set \`weight\` to ${value}`, edits: [{ op: 'set', path, value }] };
}
