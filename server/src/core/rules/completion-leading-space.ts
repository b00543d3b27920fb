import { counted } from '../numbers';
import type { Rule } from './rule';

/** So many completions with the space make a file for a base model, when this share of all has it. */
const fewest = 5;
const commonShare = 0.7;

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const spaced = numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word}"}`);

/** A completion without the space with which the others begin. */
export const completionLeadingSpace: Rule = {
  id: 'completion-leading-space',
  about: 'file',
  severity: 'info',
  summary: 'A completion does not begin with a space, although the others do.',
  // Only base models join the two texts as they stand; where most completions have no space, no base model is meant.
  why: 'Base models go on right behind the prompt, and their tokens for words begin with the space before them. Without it the word falls into rarer pieces and is learnt less well.',
  bad: [
    {
      lines: [...spaced, '{"prompt":"eight ->","completion":"eight"}'],
      fixed: [...spaced, '{"prompt":"eight ->","completion":" eight"}'],
    },
  ],
  good: [{ lines: spaced }, { lines: numbers.map((word) => `{"prompt":"What is ${word}?","completion":"A number."}`) }],
  start(_, keeping) {
    const without = keeping.set();
    let count = 0;
    return {
      add: (line) => {
        const completion = line.facts.content?.pair?.completion;
        if (!completion) return;
        if (isSpaced(completion)) count += 1;
        else without.add(line);
      },
      remove: (line) => {
        const completion = line.facts.content?.pair?.completion;
        if (completion && isSpaced(completion)) count -= 1;
        without.delete(line);
      },
      reports: () => {
        if (without.size === 0 || count < fewest || count < (count + without.size) * commonShare) return [];
        return [...without].map((line) => {
          const completion = line.facts.content?.pair?.completion;
          return {
            line,
            place: { at: 'value', path: ['completion'] },
            message: `${counted(count, 'completion')} of this file begin with a space, and this one does not: base models learn words better with the space before them.`,
            fixes:
              completion === undefined
                ? []
                : [{ kind: 'fix', title: 'Begin with a space', edits: [{ op: 'set', path: ['completion'], value: ` ${completion}` }] }],
          };
        });
      },
    };
  },
};

// A line break before the text parts it from the prompt as well.
function isSpaced(completion: string): boolean {
  return /^\s/.test(completion);
}
