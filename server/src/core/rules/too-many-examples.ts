import { wholeLine } from '../json/path';
import { counted, grouped } from '../numbers';
import type { Target } from '../targets/target';
import { acceptedShape } from './accepted';
import type { FileLine, FileReport, FileView, Rule } from './rule';
import { withWording } from './wording';

/** A file with more examples than the target takes. */
export const tooManyExamples: Rule = {
  id: 'too-many-examples',
  about: 'file',
  // Some services refuse such a file and some train on its beginning, so the target decides how much it weighs.
  severity: 'warning',
  summary: 'The file holds more examples, or more with images, than the target takes.',
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
    const mostShowing = accepted?.images?.examples ?? Number.POSITIVE_INFINITY;
    let examples = 0;
    let showing = 0;
    const change = ({ facts }: FileLine, by: number): void => {
      if (!facts.blank) examples += by;
      if (facts.content?.images) showing += by;
    };
    return {
      add: (line) => change(line, 1),
      remove: (line) => change(line, -1),
      reports: (view) => {
        if (examples <= most) return showing > mostShowing ? tooManyShowing(view, showing, mostShowing, target) : [];
        const line = exampleAt(view, most);
        if (!line) return [];
        const message = `This file has ${counted(examples, 'example')}; ${target.name} takes at most ${grouped(most)} for ${purpose}${accepted?.method ?? 'training'}. Those from here on are too many: remove them, or split the file.`;
        return [{ line, place: wholeLine, message: withWording(message, target, 'too-many-examples', { count: examples, maximum: most }) }];
      },
    };
  },
};

// Which of them is one too many cannot be said: services leave out images for other reasons too.
function tooManyShowing(view: FileView, count: number, most: number, target: Target): FileReport[] {
  const line = exampleAt(view, 0);
  const message = `This file has ${counted(count, 'example')} with images; ${target.name} takes at most ${grouped(most)} such in one file. Leave some out, or split the file.`;
  return line ? [{ line, place: wholeLine, message: withWording(message, target, 'too-many-examples'), severity: 'warning' }] : [];
}

/** The example with this index among those that are not blank. */
function exampleAt(view: FileView, wanted: number): FileLine | undefined {
  let seen = 0;
  for (let index = 0; index < view.count; index++) {
    const line = view.at(index);
    if (line && !line.facts.blank && seen++ === wanted) return line;
  }
  return undefined;
}
