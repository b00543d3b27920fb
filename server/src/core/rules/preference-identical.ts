import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atValue } from '../json/path';
import type { Rule } from './rule';
import { isSame } from './sameValue';
import { withWording } from './wording';

const sides: readonly (readonly [better: string, worse: string])[] = [
  ['preferred_output', 'non_preferred_output'],
  ['preferred_completion', 'non_preferred_completion'],
  ['chosen', 'rejected'],
];

/** A comparison of an answer with itself. */
export const preferenceIdentical: Rule = {
  id: 'preference-identical',
  about: 'line',
  severity: 'warning',
  summary: 'The better and the worse answer of a preference pair are the same.',
  why: 'The model learns from what makes one answer better than the other. Two equal answers teach nothing and mostly mean that the wrong one was copied.',
  bad: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"content":"hello","role":"assistant"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"Hello."}]}',
      ],
    },
  ],
  passesPlain: true,
  check({ value, shape }, report, { target }) {
    if (shape?.id !== 'preference' && shape?.id !== 'trl-preference') return;
    for (const [better, worse] of sides) {
      const wrong = member(value, worse);
      if (!Object.hasOwn(value, better) || isNothing(wrong) || !isSame(member(value, better), wrong)) continue;
      report({
        place: atValue(worse),
        message: withWording(
          'Both answers are the same, so there is no difference to learn from. Put in the answer that was meant, or remove the line.',
          target,
          'preference-identical',
        ),
      });
    }
  },
};

// What is not there yet is missing, not repeated.
function isNothing(value: unknown): boolean {
  if (isArray(value)) return value.length === 0;
  return value === '' || !(typeof value === 'string' || (isObject(value) && hasKeys(value)));
}

function hasKeys(value: JsonObject): boolean {
  for (const _ in value) return true;
  return false;
}
