import { endingsOf, withoutEnding } from './endings';
import type { Rule } from './rule';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const ended = numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word} END"}`);

/** A completion without the ending that stops the others. */
export const completionStop: Rule = {
  id: 'completion-stop',
  about: 'file',
  severity: 'warning',
  summary: 'A completion does not end in the stop sequence of the others.',
  why: 'A base model stops where it learnt to write the stop sequence. Completions without it teach the model to run on.',
  bad: [
    {
      lines: [...ended, '{"prompt":"eight ->","completion":" eight"}'],
      fixed: [...ended, '{"prompt":"eight ->","completion":" eight END"}'],
    },
  ],
  good: [{ lines: ended }, { lines: numbers.map((word) => `{"prompt":"What is ${word}?","completion":"A number."}`) }],
  start(_, keeping) {
    const { add, remove, common } = endingsOf(({ completion }) => completion, keeping);
    return {
      add,
      remove,
      reports: () => {
        const habit = common();
        if (!habit) return [];
        return habit.without.map((line) => withoutEnding(line, 'completion', habit, 'the model would learn to run on here.'));
      },
    };
  },
};
