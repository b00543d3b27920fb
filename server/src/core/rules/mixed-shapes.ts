import { wholeLine } from '../json/path';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A line of another shape than the rest of the file. */
export const mixedShapes: Rule = {
  id: 'mixed-shapes',
  about: 'line',
  severity: 'error',
  summary: 'A line has another structure than most of the file.',
  why: 'A training job reads one structure. Lines of another are refused together with the whole file, or dropped.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"Oslo?"},{"role":"assistant","content":"Norway."}]}',
        '{"prompt":"bye ->","completion":" see you"}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"Oslo?"},{"role":"assistant","content":"Norway."}]}',
      ],
    },
  ],
  check({ shape }, report, { target, fileShape }) {
    if (!shape || shape === fileShape) return;
    report({
      place: wholeLine,
      message: withWording(
        `This line holds ${shape.name}, the rest of the file ${fileShape.name}; a trainer reads only one kind. Rewrite the line, or move it to a file of its own.`,
        target,
        'mixed-shapes',
      ),
    });
  },
};
