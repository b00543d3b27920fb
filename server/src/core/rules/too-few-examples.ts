import { wholeLine } from '../json/path';
import { counted } from '../numbers';
import { acceptedShape } from './accepted';
import type { FileLine, FileView, Rule } from './rule';
import { withWords } from './wording';

const chatLine = (question: string) =>
  `{"messages":[{"role":"user","content":"${question}?"},{"role":"assistant","content":"Yes, ${question}."}]}`;

/** A file with fewer examples than the target asks for. */
export const tooFewExamples: Rule = {
  id: 'too-few-examples',
  about: 'file',
  severity: 'error',
  summary: 'The file holds fewer examples than the target asks for.',
  why: 'A service refuses to start a job on fewer examples than its minimum. Mostly it takes many more, fifty and upwards, before training shows an effect.',
  bad: [{ lines: ['one', 'two', 'three'].map(chatLine) }, { lines: ['{'] }],
  good: [{ lines: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(chatLine) }],
  start({ target, fileShape, part }) {
    const accepted = acceptedShape(target, fileShape);
    // What services ask for is the number of examples to learn from.
    const minimum = part?.role === 'validation' ? 0 : (accepted?.minExamples?.value ?? 0);
    let examples = 0;
    // What cannot be read yet will be an example once it is mended: only a file that would then still have too few is told so.
    let filled = 0;
    let known = 0;
    const change = ({ facts }: FileLine, by: number): void => {
      known += by;
      if (!facts.blank) filled += by;
      if (facts.shape) examples += by;
    };
    return {
      add: (line) => change(line, 1),
      remove: (line) => change(line, -1),
      reports: (view) => {
        // As long as lines wait to be checked their number says nothing.
        if (filled >= minimum || known < view.count) return [];
        const line = firstFilled(view) ?? view.at(0);
        if (!line) return [];
        const message = `This file has ${counted(examples, 'example')}; ${target.name} asks for at least ${minimum} for ${accepted?.method ?? 'training'}. Add ${minimum - examples} or more.`;
        const values = { count: examples, minimum };
        return [{ line, place: wholeLine, message: withWords(message, target, accepted?.minExamples?.wording, values) }];
      },
    };
  },
};

function firstFilled(view: FileView): FileLine | undefined {
  for (let index = 0; index < view.count; index++) {
    const line = view.at(index);
    if (line && !line.facts.blank) return line;
  }
  return undefined;
}
