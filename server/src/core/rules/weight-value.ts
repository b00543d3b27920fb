import type { Fix } from '../finding';
import { atValue, type Path } from '../json/path';
import { valueSpans } from '../json/positions';
import { describe } from './describe';
import { inMessage, type LineSubject, type MessageSubject, type Rule } from './rule';
import { withWording } from './wording';

/** A message weight that is neither 0 nor 1, or spelled otherwise than the target takes it. */
export const weightValue: Rule = {
  id: 'weight-value',
  about: 'message',
  severity: 'error',
  summary: 'The `weight` of a message is neither 0 nor 1, or not written as the target wants it.',
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
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1.0}]}'],
      target: 'together',
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1.0}]}'] },
  ],
  passesPlain: true,
  check(subject, report, { target }) {
    const { weight } = subject.message;
    if (weight === undefined) return;
    const isRight = weight === 0 || weight === 1;
    const fraction = isRight && target.weights?.wholeNumbers ? fractionOf(subject) : undefined;
    if (isRight && fraction === undefined) return;
    const path = inMessage(subject, 'weight');
    const message =
      fraction === undefined
        ? `\`weight\` must be 0 (read, not learnt) or 1 (learnt), not ${describe(weight)}.`
        : `\`weight\` must be written as a whole number: ${target.name} refuses \`${fraction}\`.`;
    report({ place: atValue(...path), message: withWording(message, target, 'weight-value'), fixes: [nearest(path, weight)] });
  },
};

// Asked once a line, because most lines need not be looked at more closely.
const linesWithFractions = new WeakMap<LineSubject, boolean>();

/** How the weight is spelled, if that is no whole number: a value does not tell 1.0 from 1. */
function fractionOf(subject: MessageSubject): string | undefined {
  const { line } = subject;
  const mayBe = linesWithFractions.get(line) ?? /"weight"\s*:\s*-?\d+[.eE]/.test(line.text);
  linesWithFractions.set(line, mayBe);
  const [span] = mayBe ? valueSpans(line.text, [inMessage(subject, 'weight')]) : [];
  const spelled = span && line.text.slice(span.start, span.end);
  return spelled !== undefined && /[.eE]/.test(spelled) ? spelled : undefined;
}

function nearest(path: Path, weight: unknown): Fix {
  const number = typeof weight === 'object' || (typeof weight === 'string' && weight.trim() === '') ? Number.NaN : Number(weight);
  if (Number.isNaN(number)) {
    return { kind: 'suggestion', title: 'Remove `weight`, so that the answer is learnt', edits: [{ op: 'remove', path }] };
  }
  const value = number > 0 ? 1 : 0;
  return { kind: 'suggestion', title: `Set \`weight\` to ${value}`, edits: [{ op: 'set', path, value }] };
}
