import type { Fix } from '../finding';
import { atKey } from '../json/path';
import type { Rule } from './rule';
import { withWording } from './wording';

const rightKeys: readonly (readonly [wrong: string, right: string])[] = [
  ['preferred_completion', 'preferred_output'],
  ['non_preferred_completion', 'non_preferred_output'],
];

/** The two answers of a comparison under the names that an early draft of the format gave them. */
export const preferenceKeys: Rule = {
  id: 'preference-keys',
  about: 'line',
  severity: 'error',
  summary: 'The answers to compare stand under `preferred_completion` and `non_preferred_completion`.',
  why: 'Some old guides call the keys so. Services look for `preferred_output` and `non_preferred_output` and refuse a line without them.',
  bad: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_completion":[{"role":"assistant","content":"hello"}],"non_preferred_completion":[{"role":"assistant","content":"what"}]}',
      ],
      fixed: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
    },
  ],
  passesPlain: true,
  check({ value, shape }, report, { target }) {
    if (shape?.id !== 'preference') return;
    for (const [wrong, right] of rightKeys) {
      if (!Object.hasOwn(value, wrong)) continue;
      // Where both stand, only a person can tell which of the two is meant.
      const taken = Object.hasOwn(value, right);
      const rename: Fix = { kind: 'fix', title: `Rename to \`${right}\``, edits: [{ op: 'rename', path: [wrong], key: right }] };
      const remove: Fix = { kind: 'suggestion', title: `Remove \`${wrong}\``, edits: [{ op: 'remove', path: [wrong] }] };
      report({
        place: atKey(wrong),
        message: withWording(
          `Trainers look for \`${right}\` and pass over \`${wrong}\`, or refuse the line: ${taken ? 'keep one of the two.' : 'rename it.'}`,
          target,
          'preference-keys',
          { key: wrong },
        ),
        fixes: [taken ? remove : rename],
      });
    }
  },
};
