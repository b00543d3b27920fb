import { wholeLine } from '../json/path';
import { counted, grouped } from '../numbers';
import { acceptedShape } from './accepted';
import type { FileLine, FileView, Rule } from './rule';
import { withWording } from './wording';

/** A file with more examples than the target takes. */
export const tooManyExamples: Rule = {
  id: 'too-many-examples',
  about: 'file',
  // Some services refuse such a file and some train on its beginning, so the target decides how much it weighs.
  severity: 'warning',
  summary: 'The file holds more examples than the target takes.',
  why: 'A service refuses a file beyond its limit, or passes over what is too much, and you learn of it after the upload.',
  // An example would have tens of thousands of lines.
  bad: [],
  good: [{ lines: ['{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}'] }],
  start({ target, fileShape, part }) {
    const accepted = acceptedShape(target, fileShape);
    const isValidation = part?.role === 'validation';
    const limit = (isValidation && accepted?.maxValidationExamples) || accepted?.maxExamples;
    const most = limit?.value ?? Number.POSITIVE_INFINITY;
    const purpose = isValidation && limit === accepted?.maxValidationExamples ? 'validation in ' : '';
    let examples = 0;
    return {
      add: ({ facts }) => {
        if (!facts.blank) examples += 1;
      },
      remove: ({ facts }) => {
        if (!facts.blank) examples -= 1;
      },
      reports: (view) => {
        if (examples <= most) return [];
        const line = exampleAt(view, most);
        if (!line) return [];
        const message = `This file has ${counted(examples, 'example')}; ${target.name} takes at most ${grouped(most)} for ${purpose}${accepted?.method ?? 'training'}. Those from here on are too many: remove them, or split the file.`;
        return [{ line, place: wholeLine, message: withWording(message, target, 'too-many-examples', { count: examples, maximum: most }) }];
      },
    };
  },
};

/** The example with this index among those that are not blank. */
function exampleAt(view: FileView, wanted: number): FileLine | undefined {
  let seen = 0;
  for (let index = 0; index < view.count; index++) {
    const line = view.at(index);
    if (line && !line.facts.blank && seen++ === wanted) return line;
  }
  return undefined;
}
