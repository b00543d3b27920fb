import { wholeLine } from '../json/path';
import { lineConversion } from './lineConversion';
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
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"Oslo?"},{"role":"assistant","content":"Norway."}]}',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
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
  check({ shape, value }, report, { target, fileShape }) {
    if (!shape || shape === fileShape) return;
    report({
      place: wholeLine,
      message: withWording(
        `This line holds ${shape.name}, the rest of the file ${fileShape.name}; a trainer reads only one kind. Convert the line, or move it to a file of its own.`,
        target,
        'mixed-shapes',
      ),
      fixes: lineConversion(value, shape, fileShape),
    });
  },
};
