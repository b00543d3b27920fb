import { member } from '../json/parse';
import { atValue } from '../json/path';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A completion that says nothing. */
export const completionEmpty: Rule = {
  id: 'completion-empty',
  about: 'line',
  severity: 'error',
  summary: 'A `completion` is empty or only white space.',
  why: 'The completion is all that is learnt from a line. An empty one teaches the model to stop at once, and trainers drop or refuse the line.',
  bad: [{ lines: ['{"prompt":"one ->","completion":""}'] }, { lines: ['{"prompt":"one ->","completion":" \\n"}'] }],
  good: [{ lines: ['{"prompt":"one ->","completion":" two\\n"}'] }, { lines: ['{"prompt":"","completion":" Once upon a time"}'] }],
  check({ value, shape }, report, { target }) {
    if (shape?.id !== 'completion') return;
    const completion = member(value, 'completion');
    // The first character decides nearly always, so no long text is trimmed.
    if (typeof completion !== 'string' || completion.charCodeAt(0) > 0x20 || completion.trim() !== '') return;
    report({
      place: atValue('completion'),
      message: withWording(
        'This completion is empty, and it is all that would be learnt from the line: write the answer, or remove the line.',
        target,
        'completion-empty',
      ),
    });
  },
};
