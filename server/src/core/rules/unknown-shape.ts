import { wholeLine } from '../json/path';
import { isBatchRequest } from '../shapes/evidence';
import { quoted } from './describe';
import type { Rule } from './rule';
import { withWording } from './wording';

const mostKeys = 5;

/** A record that is nothing a trainer could read. */
export const unknownShape: Rule = {
  id: 'unknown-shape',
  about: 'line',
  severity: 'error',
  summary: 'A line has none of the structures that trainers know.',
  why: 'A trainer looks for certain keys: `messages`, or `prompt` and `completion`, or others. A line without them is refused, or dropped without a sound.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}', '{"id":7,"title":"Notes"}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  check({ shape, value }, report, { target, fileShape }) {
    if (shape || isBatchRequest(value)) return;
    const keys = Object.keys(value);
    const has =
      keys.length === 0
        ? 'It has no keys'
        : `Its keys are ${keys.slice(0, mostKeys).map(quoted).join(', ')}${keys.length > mostKeys ? ', …' : ''}`;
    report({
      place: wholeLine,
      message: withWording(
        `This line is no example that a trainer can read, while the file holds ${fileShape.name}. ${has}: rewrite it like the others, or remove it.`,
        target,
        'unknown-shape',
      ),
    });
  },
};
